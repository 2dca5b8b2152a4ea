import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import { selectAnnotations } from '../src/report/github.ts';
import type { Result } from '../src/types.ts';
import { HOSTILE_TEXTS, poison } from './data/reports/hostile.ts';
import { firstFinding, RESULTS, render, repeat } from './data/reports/render.ts';
import { EMPTY, NEGLECTED } from './data/reports/sample.ts';
import { compileSchema, lintXml, sharedSchema, validateSarif } from './data/reports/tools.ts';

const EVERYTHING_HOSTILE = poison(HOSTILE_TEXTS.map(([, text]) => text).join('\n'));

describe('sarif', () => {
  const schemas = ['sarif/sarif-2.1.0.multitool.json', 'sarif/sarif-schema-2.1.0.oasis.json'];

  test.for(schemas)('follows %s', async (name, context) => {
    const validate = compileSchema(sharedSchema(name, context));
    for (const result of [...Object.values(RESULTS), ...HOSTILE_TEXTS.map(([, text]) => poison(text))]) {
      validate(JSON.parse(await render('sarif', result)));
      expect(validate.errors).toBeNull();
    }
  });

  test('satisfies the rules of the standard and of code scanning', { timeout: 60_000 }, async (context) => {
    for (const result of [...Object.values(RESULTS), EVERYTHING_HOSTILE]) {
      expect(validateSarif(await render('sarif', result), context)).toEqual([]);
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
      [
        'capa-overdue',
        'waived until 2026-12-31 by WVR-2026-002: the supplier delivers the retrained model in December',
      ],
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
    for (const result of [...Object.values(RESULTS), EVERYTHING_HOSTILE]) {
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
});

async function sarif(result: Result): Promise<Log> {
  return JSON.parse(await render('sarif', result));
}
