import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { missing } from './data/reports/page-tools.ts';
import { ROOT } from './support/repository.ts';
import { run, runWith } from './support/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'aimscheck-print-'));
const TYPE = 'ai-incident-management';
const file = (extension: string) => join(folder, `policies/${TYPE}.${extension}`);
let markdown = '';

beforeAll(async () => {
  const profile = readFileSync(join(ROOT, 'fixtures/profiles/brandt-bank/profile.yml'), 'utf8');
  writeFileSync(join(folder, 'profile.yml'), profile);
  await run(folder, 'generate', 'policy', TYPE);
  markdown = readFileSync(file('md'), 'utf8').replace('is no AI incident is', 'is *no* AI incident is');
  writeFileSync(file('md'), `${markdown}\nSupervisors may read the records at any time & place where 5 < 6.\n`);
  for (const format of ['docx', 'pdf']) {
    const printed = await run(folder, 'generate', 'policy', TYPE, '--format', format);
    expect(printed).toEqual({ code: 0, stdout: `wrote policies/${TYPE}.${format}\n`, stderr: '' });
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Output of a program, and what it complains of. */
function tool(context: TestContext, [name, ...args]: readonly [string, ...string[]], input?: Uint8Array): string {
  const { error, stdout, stderr } = spawnSync(name, args, { encoding: 'utf8', input });
  return error ? missing(`${name}: see .ci/run`, context) : stdout + stderr;
}

const headings = () => [...markdown.matchAll(/^#{2,3} (.+)$/gm)].map(([, text = '']) => text);
const tables = () => markdown.match(/^\|(?:-+\|)+$/gm)?.length ?? 0;

describe('Word', () => {
  const entries = () => unzipSync(readFileSync(file('docx')));
  const part = (name: string) => strFromU8(entries()[name] ?? new Uint8Array());
  /** Text of the elements of a name, without markup. */
  const textsOf = (xml: string, pattern: RegExp) =>
    [...xml.matchAll(pattern)].map(([found]) =>
      found
        .replaceAll(/<[^>]+>/g, '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&'),
    );

  it('every part is well-formed XML, and the package names them', (context) => {
    for (const [name, bytes] of Object.entries(entries())) {
      if (!/\.(?:xml|rels)$/.test(name)) continue;
      expect(tool(context, ['xmllint', '--noout', '-'], bytes)).toBe('');
    }
    expect(part('[Content_Types].xml')).toContain('/word/document.xml');
  });

  it('headings have the styles that Word knows, tables a head that is repeated', () => {
    const xml = part('word/document.xml');
    const paragraphs = xml.match(/<w:p>(?:(?!<\/w:p>).)*<\/w:p>/gs) ?? [];
    const styled = paragraphs.filter((one) => /<w:pStyle w:val="Heading[12]"\/>/.test(one));
    expect(textsOf(styled.join('\n'), /<w:p>.*<\/w:p>/g)).toEqual([...headings(), 'Signatures']);
    expect(paragraphs.filter((one) => one.includes('w:val="Title"')).length).toBe(1);
    expect(xml.match(/<w:tbl>/g)?.length).toBe(tables() + 2);
    expect(xml.match(/<w:tblHeader\/>/g)?.length).toBe(tables() + 2);
    expect(part('word/styles.xml')).toMatch(/w:styleId="Heading1".*w:styleId="Heading2"/s);
  });

  it('it says what the policy says, with the edits of people', () => {
    const said = textsOf(part('word/document.xml'), /<w:t(?: [^>]*)?>[^<]*<\/w:t>/g).join(' ');
    for (const words of [
      'A report that is no AI incident is recorded',
      'at any time & place where 5 < 6.',
      'k.wegener',
    ])
      expect(said).toContain(words);
  });

  it('properties, page numbers and room for signatures', () => {
    const properties = part('docProps/core.xml');
    expect(properties).toContain('<dc:title>AI Incident Management Policy</dc:title>');
    expect(properties).toContain('<dc:creator>Bankhaus Brandt AG</dc:creator>');
    expect(properties.match(/\d{4}-\d\d-\d\dT[^<]+/g)).toEqual([
      '2026-11-23T00:00:00.000Z',
      '2026-11-23T00:00:00.000Z',
    ]);
    const footer = Object.keys(entries()).filter((name) => /^word\/footer\d*\.xml$/.test(name));
    expect(footer.map(part).join()).toMatch(/PAGE.*NUMPAGES/s);
    expect(textsOf(part('word/document.xml'), /<w:tr>(?:(?!<\/w:tr>).)*<\/w:tr>/gs).slice(-3)).toEqual([
      'RoleNameDateSignature',
      'Ownera.keller',
      'Approved by',
    ]);
  });
});

describe('PDF', () => {
  it('title, author, tags and pages', (context) => {
    const information = tool(context, ['pdfinfo', file('pdf')]);
    expect(information).toMatch(/^Title: +AI Incident Management Policy$/m);
    expect(information).toMatch(/^Author: +Bankhaus Brandt AG$/m);
    expect(information).toMatch(/^Tagged: +yes$/m);
    const pages = Number(/^Pages: +(\d+)$/m.exec(information)?.[1]);
    const text = tool(context, ['pdftotext', '-layout', file('pdf'), '-']);
    const numbered = [...text.matchAll(/(\d+) of (\d+)$/gm)].map(([, page, of]) => `${page} of ${of}`);
    expect(numbered).toEqual(Array.from({ length: pages }, (_, i) => `${i + 1} of ${pages}`));
  });

  it('headings, tables, edits and signatures are in its text', (context) => {
    const text = tool(context, ['pdftotext', '-layout', file('pdf'), '-']).replaceAll(/\s+/g, ' ');
    for (const heading of [...headings(), 'Signatures']) expect(text).toContain(heading);
    for (const words of [
      'Level Criteria Triage Containment',
      'at any time & place where 5 < 6.',
      'Owner a.keller',
      'Approved by',
    ])
      expect(text).toContain(words);
  });
});

it('the same day gives the same bytes', async () => {
  for (const format of ['docx', 'pdf']) {
    const before = readFileSync(file(format));
    const later = { cwd: folder, env: {}, now: () => new Date('2026-11-23T18:30:00Z') };
    await runWith(later, 'generate', 'policy', TYPE, '--format', format);
    expect(readFileSync(file(format)).equals(before), format).toBe(true);
  }
});

it('a policy that is not there is printed as it would be generated; one with conflicts is not', async () => {
  const printed = await run(folder, 'generate', 'policy', 'ai-risk-management', '--format', 'docx', '--out', 'signing');
  expect(printed.stdout).toBe('wrote signing/ai-risk-management.docx\n');
  writeFileSync(file('md'), `${markdown}\n<<<<<<< edited\nA\n=======\nB\n>>>>>>> generated\n`);
  const { code, stderr } = await run(folder, 'generate', 'policy', TYPE, '--format', 'pdf');
  expect([code, stderr]).toEqual([2, expect.stringContaining('resolve the conflicts between')]);
});
