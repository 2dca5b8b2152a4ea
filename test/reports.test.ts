import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import type { Result } from '../src/types.ts';
import { FORMATS, RESULTS, render } from './data/reports/render.ts';
import { NEGLECTED } from './data/reports/sample.ts';

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
    expect(lines).toHaveLength(8);
    expect(lines[0]).toBe(
      'capas/CAPA-2026-007.yml:5:1 error document-syntax Unexpected tab in the indentation, expected spaces',
    );
  });
});

describe('json', () => {
  const schema = JSON.parse(readFileSync(new URL('../schemas/report.schema.json', import.meta.url), 'utf8'));
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);

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
