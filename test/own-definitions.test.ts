import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Result } from '../src/types.ts';
import { DEFINITION, POLICY } from './data/own-definition.ts';
import { run } from './support/run.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function repository(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'aimscheck-own-'));
  folders.push(folder);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

const CONFIG = 'definitions: [definitions/ai-procurement.yml]\n';
const WHOLE = {
  '.aimscheck.yml': CONFIG,
  'definitions/ai-procurement.yml': DEFINITION,
  'policies/procurement.md': POLICY,
};

async function missingIn(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { stdout } = await run(repository(files), 'check', '--format', 'json');
  return (JSON.parse(stdout) as Result).findings
    .filter(({ rule }) => /^policy-(?:section|topic|type)/.test(rule))
    .map(({ rule, line, message }) => `${line} ${rule}: ${message}`);
}

it('one file defines a ninth policy: its sections and topics are asked for, and nothing of another type', async () => {
  expect(await missingIn(WHOLE)).toEqual([]);
  const lacking = POLICY.replace('A model card is asked of each supplier.\n', '').replace(/## Exit[\s\S]*$/, '');
  expect(await missingIn({ ...WHOLE, 'policies/procurement.md': lacking })).toMatchInlineSnapshot(`
    [
      "13 policy-topic-missing: Missing topic "Documentation asked of suppliers" in section "Supplier Selection"",
      "15 policy-section-missing: Missing section "Exit": it belongs after "Supplier Selection"",
    ]
  `);
});

it('inspect knows it', async () => {
  const { stdout } = await run(repository(WHOLE), 'inspect', 'policies/procurement.md');
  expect(stdout).toMatchInlineSnapshot(`
    "policies/procurement.md
      AI Procurement Policy (ai-procurement)
      - its title "AI Procurement Policy" says "ai procurement"
      - its headings name supplier-selection, exit
      - it speaks of its subject 11.1 times in a hundred words
      id POL-PROC · title AI Procurement Policy · owner r.okafor · version 1.0 · status draft · classification internal · review_cycle_months 12

    ✔ Supplier Selection                  line 13: Supplier Selection
      ✔ Due diligence                     line 15: Every supplier of a model answers the questionnaire for due diligence before th…
      ✔ Documentation asked of suppliers  line 16: A model card is asked of each supplier.
    ✔ Exit                                line 18: Exit
      ✔ Return of data                    line 20: When the contract ends, data is returned or deleted within 30 days.

    Severity levels: none found
    Times promised: none found

    2 of 2 sections, 3 of 3 topics
    ✔ found  ~ named, but put off, denied or empty  ✖ not found
    "
  `);
});

it('without the line in the configuration the policy is of no known type', async () => {
  expect(await missingIn({ ...WHOLE, '.aimscheck.yml': '' })).toMatchInlineSnapshot(`
    [
      "2 policy-type-unknown: "AI Procurement Policy" follows none of the known policy definitions",
    ]
  `);
});

it.each([
  ['a file that is not there', {}, 'policy definition not found'],
  [
    'no sections',
    { text: 'type: ai-procurement\ntitle: T\nreferences: []\n' },
    'Missing sections of a policy definition',
  ],
  ['a bracket left open', { text: 'type: [\n' }, 'definitions/ai-procurement.yml: '],
  [
    'an unknown base',
    { text: DEFINITION.replace('inherits: ai-incident-management', 'inherits: ai-incidents') },
    'names no definition',
  ],
])('%s is an error in the configuration', async (_, { text }: { text?: string }, message) => {
  const files = { '.aimscheck.yml': CONFIG, 'policies/procurement.md': POLICY };
  const folder = repository(text === undefined ? files : { ...files, 'definitions/ai-procurement.yml': text });
  const { code, stderr } = await run(folder, 'check');
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  expect(stderr).not.toContain('internal error');
});
