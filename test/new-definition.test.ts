import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../src/types.ts';
import { run } from './support/run.ts';

const POLICY = `---
id: POL-PROC
title: AI Procurement Policy
owner: r.okafor
version: '1.0'
status: draft
classification: internal
review_cycle_months: 12
---

# AI Procurement Policy

## 1. Choice of suppliers

### 1.1 Due diligence

Every supplier of a model answers the questionnaire of the security team before the contract is signed.

### 1.2 Model cards

A model card is asked of each supplier and kept with the contract.

## 2. Contracts

- **Notice of changes:** the supplier tells of a new model version thirty days before it is used.
- **Audit rights:** the buyer may look at evaluation results once a year.

## 3. Exit

When a contract ends, data is returned or deleted, and the model is taken out of use.

## Revision history

First issue.
`;

const folder = mkdtempSync(join(tmpdir(), 'aimscheck-definition-'));
const DEFINITION = 'definitions/ai-procurement.yml';
const file = 'policies/procurement.md';
afterAll(() => rmSync(folder, { recursive: true }));

let started = '';
beforeAll(async () => {
  mkdirSync(join(folder, 'policies'));
  writeFileSync(join(folder, file), POLICY);
  started = (await run(folder, 'new', 'definition', file)).stdout;
  writeFileSync(join(folder, '.aimscheck.yml'), `definitions: [${DEFINITION}]\n`);
});

const findings = async () =>
  (JSON.parse((await run(folder, 'check', '--format', 'json')).stdout) as Result).findings
    .filter(({ rule }) => /^policy-(?:section|topic|type)/.test(rule))
    .map(({ rule, line, message }) => `${line} ${rule}: ${message}`);

it('what is printed and written', () => {
  expect(started).toMatchInlineSnapshot(`
    "wrote definitions/ai-procurement.yml
    Edit its sections and topics, and add to .aimscheck.yml:

      definitions: [definitions/ai-procurement.yml]

    Then run "aimscheck inspect policies/procurement.md".
    "
  `);
  expect(readFileSync(join(folder, DEFINITION), 'utf8')).toMatchInlineSnapshot(`
    "# A policy type of this organisation, in the format of policies/<type>/definition.yml of aimscheck. Name this file in
    # .aimscheck.yml under "definitions:", then run "aimscheck inspect" on the policy.

    type: ai-procurement
    title: AI Procurement Policy
    # Clauses and controls that it carries out, such as A.10.3.
    references: []
    # What every policy of this type has. Merge, split and rename until it says what you expect of one.
    sections:
      - key: choice-of-suppliers
        title: Choice of suppliers
        references: []
        # Phrases in a heading that carry the section: "selection of .. supplier", "exit|end .. contract".
        aliases:
          en:
            - choice of suppliers
        # What the section covers. Add sentences that show it: strong: [[questionnaire, references .. checked]].
        topics:
          - key: due-diligence
            title: Due diligence
            headings:
              en:
                - due diligence
          - key: model-cards
            title: Model cards
            headings:
              en:
                - model cards
      - key: contracts
        title: Contracts
        references: []
        aliases:
          en:
            - contracts
        topics:
          - key: notice-of-changes
            title: Notice of changes
            headings:
              en:
                - notice of changes
          - key: audit-rights
            title: Audit rights
            headings:
              en:
                - audit rights
      - key: exit
        title: Exit
        references: []
        aliases:
          en:
            - exit
        topics:
          - key: exit-covered
            title: Exit
            headings:
              en:
                - exit
    # How a document of the type is told from others; the vocabulary of sentences is that of the incident policy.
    recognition:
      inherits: ai-incident-management
      type:
        subject:
          - procurement
        titles:
          en:
            - ai procurement policy
        other_titles: []
        body:
          - procurement
    "
  `);
});

describe('the policy it was made from', () => {
  it('has all that check asks for', async () => {
    expect(await findings()).toEqual([]);
  });

  it('is recognised by inspect with every section and topic', async () => {
    const { stdout } = await run(folder, 'inspect', file, '--format', 'json');
    const [inspected] = JSON.parse(stdout);
    expect(inspected.policy).toBe('ai-procurement');
    const parts = inspected.sections.flatMap((section: { topics: object[] }) => [section, ...section.topics]);
    expect(parts.map(({ key, status }: { key: string; status: string }) => `${key} ${status}`)).toMatchInlineSnapshot(`
      [
        "choice-of-suppliers present",
        "due-diligence present",
        "model-cards present",
        "contracts present",
        "notice-of-changes present",
        "audit-rights present",
        "exit present",
        "exit-covered present",
      ]
    `);
  });

  it('lacks what is taken out of it', async () => {
    const without = POLICY.replace(/### 1\.2[\s\S]+?(?=## 2)/, '').replace(/## 3\. Exit[\s\S]+?(?=## Rev)/, '');
    writeFileSync(join(folder, file), without);
    expect(await findings()).toMatchInlineSnapshot(`
      [
        "13 policy-topic-missing: Missing topic "Model cards" in section "Choice of suppliers"",
        "22 policy-section-missing: Missing section "Exit": it belongs after "2. Contracts"",
      ]
    `);
    writeFileSync(join(folder, file), POLICY);
  });

  it('stands in the report', async () => {
    const { code, stdout, stderr } = await run(folder, 'report', '--format', 'json');
    expect([code < 2, stderr]).toEqual([true, '']);
    expect(stdout).toContain('"ai-procurement"');
    expect((await run(folder, 'report')).stdout).toContain('AI Procurement Policy');
  });

  it('explain tells of it, of a section and of a topic', async () => {
    for (const name of ['ai-procurement', 'contracts', 'due-diligence']) {
      const { code, stdout } = await run(folder, 'explain', name);
      expect(code).toBe(0);
      expect(stdout).toContain('AI Procurement Policy');
    }
  });
});

it.each([
  ['a document without headings', 'Words only.\n', [], 'has no headings to make sections of'],
  ['a type that is no key', POLICY, ['--type', 'AI Procurement'], '--type: expected lower-case letters'],
  ['a definition that is there', POLICY, [], `${DEFINITION} is there already; nothing was written`],
])('%s is an error of use', async (_, text, options, message) => {
  writeFileSync(join(folder, 'other.md'), text);
  const { code, stderr } = await run(folder, 'new', 'definition', 'other.md', ...options);
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
});
