import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Nodes } from 'mdast';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { selectAnnotations } from '../src/report/github.ts';
import { REPORT_FORMATS, type ReportOptions } from '../src/report/index.ts';
import { type Finding, LAYERS, type Result } from '../src/types.ts';
import { HOSTILE_TEXTS, poison } from './data/reports/hostile.ts';
import { CONFORMING, EMPTY, NEGLECTED, RULES, readSource } from './data/reports/sample.ts';
import { compileSchema, lintXml, sharedSchema, validateSarif } from './data/reports/tools.ts';

const OPTIONS: ReportOptions = {
  color: false,
  links: false,
  quiet: false,
  minSeverity: 'notice',
  sources: readSource,
  rules: RULES,
  exitCode: 1,
};
const RESULTS = { neglected: NEGLECTED, conforming: CONFORMING, empty: EMPTY };
const FORMATS = [...REPORT_FORMATS.keys()];
/** Control characters but the line break, and bidirectional controls. */
const ACTING = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029\u200b\ufeff]/gu;

async function render(format: string, result: Result, options: Partial<ReportOptions> = {}): Promise<string> {
  const known = REPORT_FORMATS.get(format);
  if (!known) throw new Error(`no format ${format}`);
  const print = await known.load();
  return print(result, { ...OPTIONS, ...options });
}

describe('every format prints', () => {
  for (const [name, result] of Object.entries(RESULTS)) {
    test.each(FORMATS)(`the ${name} organisation as %s`, async (format) => {
      const golden = `data/reports/${name}.${format}.txt`;
      await expect(await render(format, result)).toMatchFileSnapshot(golden);
    });
  }

  test.each([
    ['colour', { color: true, links: true, width: 120 }],
    ['80-columns', { width: 80 }],
    ['quiet', { quiet: true }],
    ['errors-only', { minSeverity: 'error' }],
  ] as const)('text with %s', async (name, options) => {
    await expect(await render('text', NEGLECTED, options)).toMatchFileSnapshot(
      `data/reports/neglected.text-${name}.txt`,
    );
  });

  test.each(FORMATS)('the same bytes as %s whatever the order of findings and keys', async (format) => {
    const shuffled: Result = JSON.parse(
      JSON.stringify(reverseKeys({ ...NEGLECTED, findings: [...NEGLECTED.findings].reverse() })),
    );
    expect(await render(format, shuffled)).toBe(await render(format, NEGLECTED));
  });

  test.each(FORMATS)('a line break at the end of %s', async (format) => {
    expect(await render(format, NEGLECTED)).toMatch(/[^\n]\n$/);
  });
});

describe('text', () => {
  test('fits 80 columns but for what cannot be broken', async () => {
    const lines = (await render('text', NEGLECTED, { width: 80 })).split('\n');
    expect(lines.filter((line) => line.length > 80 && line.trim().includes(' '))).toEqual([]);
  });

  test('says what --min-severity leaves out', async () => {
    const text = await render('text', NEGLECTED, { minSeverity: 'error' });
    expect(text).toContain('Not listed     2 findings below error\n');
    expect(text).not.toContain('runbook-drill-stale Last');
    expect(text).toContain('4 errors, 1 warning, 1 notice, 1 waived');
  });

  test('prints one line for each finding when quiet', async () => {
    const lines = (await render('text', NEGLECTED, { quiet: true, width: 40 })).trimEnd().split('\n');
    expect(lines).toHaveLength(7);
    expect(lines[0]).toBe(
      'capas/CAPA-2026-007.yml:5:1 error document-syntax Unexpected tab in the indentation, expected spaces',
    );
  });
});

describe('json', () => {
  const schema = parse(readFileSync(new URL('../policies/documents/report.yml', import.meta.url), 'utf8'));
  const validate = new Ajv2020({ allErrors: true }).compile(schema);

  test.each(Object.entries(RESULTS))('the %s organisation is as the schema says', async (_name, result) => {
    validate(JSON.parse(await render('json', result)));
    expect(validate.errors).toBeNull();
  });

  test('gives back the result', async () => {
    const { findings, ...rest } = JSON.parse(await render('json', NEGLECTED));
    const { findings: given, ...expected } = NEGLECTED;
    expect(rest).toEqual(expected);
    expect(findings).toHaveLength(given.length);
    expect(findings).toEqual(expect.arrayContaining([...given]));
  });

  test('the schema knows no other key, and describes each', () => {
    expect(validate({ ...NEGLECTED, extra: 1 })).toBe(false);
    expect(propertiesOf(schema).filter(({ title, description }) => !title || !description)).toEqual([]);
  });
});

describe('sarif', () => {
  const schemas = ['sarif/sarif-2.1.0.multitool.json', 'sarif/sarif-schema-2.1.0.oasis.json'];

  test.for(schemas)('follows %s', async (name, context) => {
    const validate = compileSchema(sharedSchema(name, context));
    for (const result of [...Object.values(RESULTS), ...HOSTILE_TEXTS.map(poison)]) {
      validate(JSON.parse(await render('sarif', result)));
      expect(validate.errors).toBeNull();
    }
  });

  test('satisfies the rules of the standard and of code scanning', { timeout: 60_000 }, async () => {
    for (const result of [...Object.values(RESULTS), poison(HOSTILE_TEXTS.join('\n'))]) {
      expect(validateSarif(await render('sarif', result))).toEqual([]);
    }
  });

  test('encodes file names as relative addresses', async () => {
    const file = 'incidents/2026 Q2/100% #1?/évènement:日本.yml';
    const log = await sarif({ ...NEGLECTED, findings: [{ ...firstFinding(), file }] });
    expect(log.runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual({
      uri: 'incidents/2026%20Q2/100%25%20%231%3F/%C3%A9v%C3%A8nement%3A%E6%97%A5%E6%9C%AC.yml',
      uriBaseId: '%SRCROOT%',
    });
  });

  test('keeps waived findings as suppressed results', async () => {
    const results = (await sarif(NEGLECTED)).runs[0]?.results ?? [];
    const suppressed = results.filter((result) => result.suppressions?.length === 1);
    expect(results.every((result) => result.suppressions !== undefined)).toBe(true);
    expect(suppressed.map((result) => [result.ruleId, result.suppressions?.[0]?.justification])).toEqual([
      ['capa-overdue', 'the supplier delivers the retrained model in December (until 2026-12-31, by ines.moreau)'],
    ]);
  });

  test('keeps the worst 5,000 results and says how many it left out', async () => {
    const log = await sarif({ ...NEGLECTED, findings: [...repeat('notice', 3000), ...repeat('error', 4000)] });
    const [run] = log.runs;
    const levels = (run?.results ?? []).map((result) => result.level);
    expect([levels.length, levels.filter((level) => level === 'error').length]).toEqual([5000, 4000]);
    expect(run?.invocations?.[0]?.toolExecutionNotifications?.[0]).toMatchObject({
      level: 'warning',
      message: { text: expect.stringContaining('2000 results left out') },
    });
  });

  test('carries no link or placeholder out of a message', async () => {
    const message = 'see [the record](https://evil.example) {0}';
    const log = await sarif({ ...NEGLECTED, findings: [{ ...firstFinding(), message, help: '' }] });
    expect(log.runs[0]?.results?.[0]?.message.text).toBe('see [the record]\u2060(https://evil.example) {\u20600}');
  });
});

describe('junit', () => {
  test('is valid, whatever the repository says', async (context) => {
    const schema = sharedSchema('junit/JUnit.xsd', context);
    for (const result of [...Object.values(RESULTS), poison(HOSTILE_TEXTS.join('\n'))]) {
      expect(lintXml(await render('junit', result), schema, context)).toBe('');
    }
  });

  test('has a test case when there are no rules and no documents', async () => {
    const xml = await render('junit', EMPTY, { rules: [] });
    expect(xml).toContain('tests="1" failures="0"');
    expect(xml).toContain('<skipped message="nothing was checked"/>');
  });

  test('does not pass a rule that had nothing to judge', async () => {
    const requirements = NEGLECTED.requirements.map((entry) => ({ ...entry, verdict: 'not-evaluable' as const }));
    const xml = await render('junit', { ...NEGLECTED, findings: [], requirements });
    expect(xml).toContain(
      'name="rca-overdue" classname="aimscheck.investigation-and-root-cause.operation" time="0">\n      <skipped',
    );
  });

  test.each([
    ['2026-11-23T23:59:59+02:00', '2026-11-23T21:59:59'],
    ['2026-11-23T23:59:59-05:00[America/New_York]', '2026-11-24T04:59:59'],
    ['2026-11-23', '2026-11-23T00:00:00'],
  ])('writes as-of %s as %s', async (as_of, timestamp) => {
    expect(await render('junit', { ...EMPTY, as_of })).toContain(`timestamp="${timestamp}"`);
  });
});

describe('github', () => {
  test('annotates ten of a level, the last of which says how many more', () => {
    const { annotations, omitted } = selectAnnotations([...repeat('warning', 3), ...repeat('error', 25)]);
    expect(annotations.map((annotation) => annotation.severity)).toEqual([
      ...Array(10).fill('error'),
      ...Array(3).fill('warning'),
    ]);
    expect(annotations[9]?.title).toBe('16 more errors not annotated');
    expect(annotations[9]).not.toHaveProperty('file');
    expect(omitted).toHaveLength(16);
  });

  test('annotates exactly ten without a remainder', () => {
    const { annotations, omitted } = selectAnnotations(repeat('notice', 10));
    expect(annotations.map((annotation) => annotation.line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(omitted).toEqual([]);
  });

  test('prints in plain lines what it does not annotate', async () => {
    const lines = (await render('github', { ...NEGLECTED, findings: repeat('error', 12) })).split('\n');
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith('incidents/'))).toHaveLength(3);
  });

  test('escapes properties and message', async () => {
    const finding = {
      ...firstFinding(),
      file: 'a,b:c%0A.yml',
      message: '50% done\r\nof it',
      help: '',
      references: [],
      url: '',
    };
    const [line] = (await render('github', { ...NEGLECTED, findings: [finding] })).split('\n');
    expect(line).toBe('::warning file=a%2Cb%3Ac%250A.yml,line=4,col=13,title=runbook-drill-stale::50%25 done%0Aof it');
  });

  test.each(HOSTILE_TEXTS)('runs no command of the repository: %j', async (text) => {
    for (const format of FORMATS) {
      const lines = (await render(format, poison(text))).split('\n');
      const commands = lines.filter((line) => line.trimStart().startsWith('::') || line.includes('##['));
      expect(commands.filter((line) => !/^::(error|warning|notice) file=incidents\//.test(line))).toEqual([]);
    }
  });
});

describe('markdown', () => {
  const limits = [2_000, 20_000, 60_000];

  test.each(limits)('fits %i bytes and counts what it left out', async (maxBytes) => {
    const markdown = await render('markdown', { ...NEGLECTED, findings: repeat('error', 2000) }, { maxBytes });
    const rows = markdown.split('\n').filter((line) => line.startsWith('| ❌')).length;
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(maxBytes);
    expect(Buffer.byteLength(markdown)).toBeGreaterThan(maxBytes * 0.8);
    expect(markdown).toContain(`**${2000 - rows} findings not shown here** (${2000 - rows} errors)`);
    expect(markdown).toContain('| lessons-learned-and-aims-integration |');
  });

  test('is cut, and says so, where even the frame of the report does not fit', async () => {
    const markdown = await render('markdown', NEGLECTED, { maxBytes: 200 });
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(200);
    expect(markdown).toMatch(/… \d+ bytes cut\n$/);
  });

  test.each(HOSTILE_TEXTS)('shows as text: %j', async (text) => {
    const nodes = flatten(
      remark()
        .use(remarkGfm)
        .parse(await render('markdown', poison(text))),
    );
    const html = nodes.filter((node) => node.type === 'html').map((node) => node.value);
    const addresses = nodes.flatMap((node) => ('url' in node ? [node.url] : []));
    const plain = nodes.flatMap((node) => (node.type === 'text' ? [node.value] : [])).join('\n');
    expect(html.filter((tag) => !OUR_TAGS.has(tag))).toEqual([]);
    expect(addresses.filter((address) => !address.startsWith('https://aimscheck.example/'))).toEqual([]);
    expect(plain).not.toMatch(/@(?!\u2060)\w|#(?!\u2060)\d|\bGH-\d|https?:\/\/|\bwww\./);
    expect(nodes.filter((node) => node.type === 'tableRow').map((row) => row.children.length)).toEqual([
      ...Array(1 + NEGLECTED.findings.length - NEGLECTED.summary.waived).fill(4),
      ...Array(1 + NEGLECTED.requirements.length / LAYERS.length).fill(4),
    ]);
  });

  test('links lines where an address is given', async () => {
    const permalink = (file: string, line: number): string =>
      `https://git.example/acme/aims/blob/4f1c2a9/${file}#L${line}`;
    const markdown = await render('markdown', NEGLECTED, { permalink });
    expect(markdown).toContain('[`profile.yml:12`](https://git.example/acme/aims/blob/4f1c2a9/profile.yml#L12)');
  });
});

describe('whatever the repository says', () => {
  test.each(HOSTILE_TEXTS)('no format prints a character that acts: %j', async (text) => {
    for (const format of FORMATS) expect((await render(format, poison(text))).match(ACTING)).toBeNull();
  });

  test.each(HOSTILE_TEXTS)('json still says it: %j', async (text) => {
    const { findings }: Result = JSON.parse(await render('json', poison(text)));
    // A lone surrogate cannot be written down; JSON keeps it as an escape, so it comes back.
    expect(new Set(findings.map((finding) => finding.message))).toEqual(new Set([text]));
  });

  test.each(HOSTILE_TEXTS)('no frame prints a character that acts: %j', async (text) => {
    const finding = { ...firstFinding(), line: 2, end_line: 2, column: 3, end_column: 9 };
    const printed = await render(
      'text',
      { ...NEGLECTED, findings: [finding] },
      { sources: () => `${text}\n${text}\n${text}`, width: 80 },
    );
    expect(printed.match(ACTING)).toBeNull();
  });
});

const OUR_TAGS: ReadonlySet<string> = new Set(['<br>', '<sub>', '</sub>', '<code>', '</code>']);

async function sarif(result: Result): Promise<Log> {
  return JSON.parse(await render('sarif', result));
}

function firstFinding(): Finding {
  const [first] = NEGLECTED.findings;
  if (!first) throw new Error('the sample has no findings');
  return first;
}

/** Findings on lines 1, 2, 3, …, last line first. */
function repeat(severity: Finding['severity'], amount: number): readonly Finding[] {
  return Array.from({ length: amount }, (_, index) => {
    const line = amount - index;
    return { ...firstFinding(), severity, file: 'incidents/AI-INC-2026-021.yml', line, end_line: line };
  });
}

function flatten(node: Nodes): readonly Nodes[] {
  return [node, ...('children' in node ? node.children.flatMap(flatten) : [])];
}

/** The same value with the keys of every mapping in the opposite order. */
function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, entry]) => [key, reverseKeys(entry)]),
  );
}

interface Described {
  readonly title?: string;
  readonly description?: string;
}

/** Every property a schema declares, at any depth. */
function propertiesOf(schema: unknown): readonly Described[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) =>
    key === 'properties'
      ? Object.values(value).flatMap((entry) => [entry as Described, ...propertiesOf(entry)])
      : propertiesOf(value),
  );
}
