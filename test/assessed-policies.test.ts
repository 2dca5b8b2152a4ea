import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { ConformanceResult } from '../src/conformance/model.ts';
import { policies } from '../src/generated/outline.ts';
import { DEFINITION, POLICY } from './data/own-definition.ts';
import { run } from './support/run.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function repository(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'aimscheck-assessed-'));
  folders.push(folder);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

async function report(files: Readonly<Record<string, string>>): Promise<ConformanceResult> {
  const { stdout, stderr } = await run(repository(files), 'report', '--format', 'json', '--as-of', '2026-11-23');
  expect(stderr).toBe('');
  return JSON.parse(stdout) as ConformanceResult;
}

const RISK = `---
title: AI Risk Management Policy
---

# AI Risk Management Policy

## Purpose and Scope

The purpose of this policy is to govern risk. It applies to all AI systems.

## AI Risk Identification

Bias, drift, adversarial attacks, data quality and societal impact are looked for in every system.
`;

it('a policy that is there gets a table of its own, by its text alone', async () => {
  const { report: part, requirements } = await report({ 'policies/risk.md': RISK });
  const [policy, ...more] = part.policies;
  expect(more).toEqual([]);
  expect(policy).toMatchObject({ type: 'ai-risk-management', documents: ['policies/risk.md'] });
  const verdicts = policy?.sections.map(({ key, layers }) => [key, ...layers.map(({ verdict }) => verdict)].join(' '));
  expect(verdicts).toMatchInlineSnapshot(`
    [
      "purpose-and-scope conforms not-applicable not-applicable",
      "ai-risk-identification conforms not-applicable not-applicable",
      "risk-assessment-methodology major not-applicable not-applicable",
      "risk-treatment-and-mitigation major not-applicable not-applicable",
      "risk-acceptance-criteria major not-applicable not-applicable",
      "lifecycle-risk-reviews major not-applicable not-applicable",
      "risk-monitoring-and-reporting major not-applicable not-applicable",
      "risk-register-maintenance major not-applicable not-applicable",
    ]
  `);
  expect(policy?.sections[0]?.layers[2]?.reason).toBe(
    'The definition asks for nothing in runbooks or records: what is done under this policy is not judged here.',
  );
  expect(requirements.filter((one) => one.policy === 'ai-risk-management')).toHaveLength(8 * 3);
});

it('its sections count for it alone, although others have the same name', async () => {
  const { report: part } = await report({ 'policies/risk.md': RISK });
  const [purpose] = part.sections;
  expect(purpose?.layers[0]).toMatchObject({ verdict: 'not-evaluable', checked: 0 });
  const clause = part.crosswalk[0]?.entries.find(({ id }) => id === '6.1.2');
  expect(clause?.sections).toContain('ai-risk-management/ai-risk-identification');
});

it('every definition can be asked for, and is not evaluable where no such policy is there', async () => {
  const types = policies.map(({ type }) => type);
  const config = `report:\n  policies: [${types.join(', ')}]\n`;
  const { report: part } = await report({ '.aimscheck.yml': config, 'policies/risk.md': RISK });
  expect(part.policies.map(({ type }) => type)).toEqual(types.slice(1));
  const absent = part.policies.filter(({ documents }) => documents.length === 0);
  expect(absent).toHaveLength(types.length - 2);
  for (const { sections } of absent) {
    for (const { layers } of sections) expect(layers[0]).toMatchObject({ layer: 'design', verdict: 'not-evaluable' });
  }
});

it('a definition of their own is judged like the others, whether a policy follows it or not', async () => {
  const config = 'definitions: [definitions/ai-procurement.yml]\n';
  const own = { '.aimscheck.yml': config, 'definitions/ai-procurement.yml': DEFINITION, 'policies/risk.md': RISK };
  const verdicts = ({ report: part }: ConformanceResult) =>
    part.policies
      .find(({ type }) => type === 'ai-procurement')
      ?.sections.map(({ title, layers }) => `${title}: ${layers[0]?.verdict}, ${layers[0]?.requirement}`);
  expect(verdicts(await report(own))).toEqual([
    'Supplier Selection: not-evaluable, The policy covers due diligence; documentation asked of suppliers.',
    'Exit: not-evaluable, The policy covers return of data.',
  ]);
  expect(verdicts(await report({ ...own, 'policies/procurement.md': POLICY }))).toEqual([
    'Supplier Selection: conforms, The policy covers due diligence; documentation asked of suppliers.',
    'Exit: conforms, The policy covers return of data.',
  ]);
});

it.each([
  ['report:\n  policies: [ai-risk-managment]\n', DEFINITION, 'did you mean "ai-risk-management"?'],
  ['definitions: [own.yml]\n', DEFINITION.replace('type: ai-procurement', 'type: AI Procurement'), 'expected a key'],
  [
    'definitions: [own.yml]\n',
    DEFINITION.replace('type: ai-procurement', 'type: ai-risk-management'),
    'defined already',
  ],
])('a slip in the configuration is told: %s', async (config, definition, told) => {
  const folder = repository({ '.aimscheck.yml': config, 'own.yml': definition, 'policies/risk.md': RISK });
  const { code, stderr } = await run(folder, 'check');
  expect(code).toBe(2);
  expect(stderr).toContain(told);
});

it('explain knows every policy, section and topic, own ones included', async () => {
  const folder = repository({ '.aimscheck.yml': 'definitions: [own.yml]\n', 'own.yml': DEFINITION });
  const parts = policies.flatMap(({ type, sections }) => [
    type,
    ...sections.flatMap(({ key, topics }) => [key, ...topics.map((topic) => `${key}/${topic.key}`)]),
  ]);
  const own = ['ai-procurement', 'exit', 'exit/return-of-data'];
  for (const name of new Set([...parts, ...own])) {
    const { code, stdout } = await run(folder, 'explain', name);
    expect({ name, code, named: stdout.includes(`${name} (`) }).toEqual({ name, code: 0, named: true });
  }
  const { stdout } = await run(folder, 'explain', 'supplier-selection');
  expect(stdout).toMatchInlineSnapshot(`
    "ai-procurement/supplier-selection (section of AI Procurement Policy)

    Supplier Selection

    Design:         The policy covers due diligence; documentation asked of suppliers.
    Headings:       "supplier selection", "selection of … supplier"
    References:     ISO/IEC 42001 A.10.3
    2 topics:
      due-diligence              Due diligence
      model-documentation-asked  Documentation asked of suppliers
    "
  `);
  const { code, stderr } = await run(folder, 'explain', 'suplier-selection');
  expect([code, stderr]).toEqual([
    2,
    'aimscheck: unknown rule, section, topic or policy "suplier-selection"; did you mean "supplier-selection"?\n',
  ]);
});
