import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Reported, report, reportOn } from './data/reports/conformance.ts';
import { htmlProblems, inspectPdf } from './data/reports/page-tools.ts';
import { lintXml, sharedSchema, validateSarif } from './data/reports/tools.ts';
import { createRepository, ROOT } from './support/repository.ts';
import { run } from './support/run.ts';

/** A browser, checkers in Java and .NET, ten formats: slow where the machine has other work. */
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let reported: Reported;
const folders: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'aimscheck-report-'));
  folders.push(folder);
  return folder;
};
beforeAll(async () => {
  reported = await reportOn('fixtures/repos/neglected');
});
afterAll(() => {
  reported.repository.remove();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const filesOf = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file.slice(folder.length + 1), createHash('sha256').update(readFileSync(file)).digest('hex')]),
  );

describe('each format holds to what others published', () => {
  it('JSON: our schema', () => {
    const schema = JSON.parse(readFileSync(join(ROOT, 'schemas/report.schema.json'), 'utf8')) as object;
    const validate = new Ajv2020({ allErrors: true, strict: false, validateFormats: false }).compile(schema);
    validate(JSON.parse(reported.read('report.json')));
    expect(validate.errors).toBeNull();
  });

  it.for([
    ['assessment-results', 'assessment-results.json'],
    ['poam', 'poam.json'],
    ['catalog', 'catalog.json'],
    ['component', 'component.json'],
  ] as const)('OSCAL %s: the schema of NIST', ([name, file], context) => {
    // NIST publishes draft-07.
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const schema = sharedSchema(`oscal/oscal_${name}_schema.json`, context);
    const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
    validate(JSON.parse(reported.read(file)));
    expect(validate.errors).toBeNull();
  });

  it('SARIF: the validator of Microsoft', (context) => {
    expect(validateSarif(reported.read('report.sarif'), context)).toEqual([]);
  });

  it('JUnit: its schema', (context) => {
    expect(lintXml(reported.read('report.xml'), sharedSchema('junit/JUnit.xsd', context), context)).toBe('');
  });

  it('HTML: the Nu checker and html-validate', (context) => {
    expect(htmlProblems(join(reported.folder, 'report.html'), context)).toEqual([]);
  });

  it('PDF: tagged, in reading order, with the JSON attached', (context) => {
    const { info, structure, attached } = inspectPdf(join(reported.folder, 'report.pdf'), context);
    expect(info).toMatch(/^Tagged: +yes$/m);
    expect(info).toMatch(/^Title: +Brightline Lending: AI incident management, conformance report$/m);
    const tags = [...structure.matchAll(/^ +(H[123]|P|L|Table) \(block\)/gm)].map(([, tag]) => tag);
    expect(tags.slice(0, 8)).toEqual(['H1', 'P', 'Table', 'H2', 'L', 'H2', 'Table', 'H2']);
    const headings = [...structure.matchAll(/^ +H2 \(block\)\n +"(.*)"/gm)].map(([, text]) => text);
    expect(headings).toEqual([
      'Summary',
      'Eight sections, three layers',
      'Other policies',
      'Requirements, verdicts and evidence',
      'Registers',
      'Statistics',
      'Crosswalk',
      "Auditor's sample",
      'How this was judged',
    ]);
    expect(attached).toBe(reported.read('report.json'));
  });
});

it('says the same in every format', () => {
  const { summary, statistics } = reported.result.report;
  const html = reported.read('report.html');
  const markdown = reported.read('report.md').replaceAll('\\', '');
  for (const { text } of summary) {
    expect(html).toContain(text.replaceAll('"', '"').replaceAll('&', '&#x26;'));
    expect(markdown).toContain(text);
  }
  for (const { how } of statistics) expect(reported.read('csv/statistics.csv')).toContain(how.replaceAll('"', '""'));
});

it('never says that anybody is compliant or certified', () => {
  for (const name of ['report.html', 'report.md', 'assessment-results.json', 'csv/requirements.csv']) {
    expect(reported.read(name)).not.toMatch(/\bcompliant\b|\bcertified\b/i);
  }
});

it('is the same bytes from another clone, in every format', async () => {
  const clone = join(newFolder(), 'elsewhere');
  reported.repository.git('clone', '--quiet', '.', clone);
  const folder = newFolder();
  await report(clone, folder);
  expect(filesOf(folder)).toEqual(filesOf(reported.folder));
});

it('writes a statement of the digests beside the reports', () => {
  const statement = JSON.parse(reported.read('report.intoto.json'));
  expect(statement._type).toBe('https://in-toto.io/Statement/v1');
  const told = new Map(
    statement.subject.map(({ name, digest }: { name: string; digest: { sha256: string } }) => [name, digest.sha256]),
  );
  const written = filesOf(reported.folder);
  written.delete('report.intoto.json');
  expect(new Map([...told].sort())).toEqual(new Map([...written].sort()));
});

describe('verify', () => {
  const file = () => join(reported.folder, 'report.json');

  it('says identical in a fresh clone', async () => {
    const clone = join(newFolder(), 'clone');
    reported.repository.git('clone', '--quiet', '.', clone);
    const { code, stdout } = await run(clone, 'verify', file());
    expect(stdout).toMatch(/^identical: /);
    expect(code).toBe(0);
  });

  it('says which record was altered where history was rewritten', async () => {
    const { path, git, remove } = createRepository('fixtures/repos/neglected');
    const record = join(path, 'incidents/AI-INC-2026-008-limit-typo.yml');
    writeFileSync(record, readFileSync(record, 'utf8').replace('For five hours', 'For four hours'));
    git('commit', '--quiet', '--amend', '--all', '--no-edit');
    git('reflog', 'expire', '--expire=now', '--all');
    git('gc', '--quiet', '--prune=now');
    const { code, stdout } = await run(path, 'verify', file());
    remove();
    expect(code).toBe(1);
    expect(stdout).toMatch(/^differs: commit [\da-f]{40} is not in this clone/);
    expect(stdout).toMatch(
      /1 file not as in the report:\n {2}incidents\/AI-INC-2026-008-limit-typo\.yml: blob [\da-f]{12} in the report, [\da-f]{12} here\n/,
    );
  });

  it('says which value of the report was altered', async () => {
    const altered = join(newFolder(), 'report.json');
    writeFileSync(altered, reported.read('report.json').replace('"days_overdue": 146', '"days_overdue": 14'));
    const { code, stdout } = await run(reported.repository.path, 'verify', altered);
    expect(code).toBe(1);
    expect(stdout).toMatch(/registers\/capas\/CAPA-2026-001 .*\/days_overdue: 14 in the report, 146 here/);
  });

  it.for([
    ['{}', 'is no report of "aimscheck report --format json"'],
    ['nothing', 'is no JSON'],
  ] as const)('refuses %s', async ([text, reason]) => {
    const wrong = join(newFolder(), 'wrong.json');
    writeFileSync(wrong, text);
    const { code, stderr } = await run(reported.repository.path, 'verify', wrong);
    expect(code).toBe(2);
    expect(stderr).toContain(reason);
  });
});

it('shows no credential and no formula of a record, in any format', async () => {
  const { path, git, remove } = createRepository('fixtures/repos/neglected');
  const secret = `ghp_${'aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5'}`;
  const record = join(path, 'incidents/AI-INC-2026-008-limit-typo.yml');
  writeFileSync(record, readFileSync(record, 'utf8').replace(/^title: .*/m, `title: '=HYPERLINK("${secret}")'`));
  appendFileSync(join(path, 'README.md'), '\n');
  git('commit', '--quiet', '--all', '--message', 'Title');
  const folder = newFolder();
  const { code, stderr } = await report(path, folder);
  remove();
  expect([code, stderr]).toEqual([0, '']);
  for (const name of filesOf(folder).keys())
    expect(readFileSync(join(folder, name)).includes(secret), name).toBe(false);
  expect(readFileSync(join(folder, 'csv/incidents.csv'), 'utf8')).toContain(`"'=HYPERLINK(""••••`);
});

it('an organisation without anything is not evaluable, and said to be', async () => {
  const { path, remove } = createRepository('fixtures/repos/empty');
  const { code, stdout } = await run(path, 'report', '--as-of', '2026-11-23');
  remove();
  expect(code).toBe(3);
  expect(stdout).toContain('Checks passed on 0 of 23 requirements.');
  expect(stdout).toMatch(/Purpose and Scope +\? not-evaluable +\? not-evaluable +\? not-evaluable/);
});

it('--open asks for a page, and opens nothing where nobody looks on', async () => {
  const { path, remove } = createRepository('fixtures/repos/empty');
  const page = join(newFolder(), 'page.html');
  const command = ['report', '--as-of', '2026-11-23', '--open'];
  const refused = await run(path, ...command);
  const { stderr } = await run(path, ...command, '--format', `html=${page}`);
  remove();
  expect([refused.code, refused.stdout, refused.stderr]).toEqual([
    2,
    '',
    'aimscheck: --open: write a page that can be shown: --format html=FILE or pdf=FILE\n',
  ]);
  expect(stderr).toBe(`aimscheck: --open is for a terminal; ${page} is written\n`);
  expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>/i);
});

it('--watch writes the page again when a record changes', async () => {
  const { path, remove } = createRepository('fixtures/repos/timezones');
  const page = join(newFolder(), 'page.html');
  const tsx = join(ROOT, 'node_modules/.bin/tsx');
  const script = `"${tsx}" "${join(ROOT, 'src/bin.ts')}" report --as-of 2026-11-23 --watch --format html="${page}" & pid=$!
    for i in $(seq 600); do [ -s "${page}" ] && break; sleep 0.1; done; sleep 3
    sed -i 's/^title: .*/title: Rewritten while watching/' capas/CAPA-2026-001.yml
    for i in $(seq 600); do grep -q 'Rewritten while watching' "${page}" && break; sleep 0.1; done
    kill $pid; wait $pid 2>/dev/null; grep -c 'Rewritten while watching' "${page}"`;
  const { stdout } = spawnSync('bash', ['-c', script], { cwd: path, encoding: 'utf8', timeout: 180_000 });
  remove();
  expect(Number(stdout.trim())).toBeGreaterThan(0);
}, 200_000);
