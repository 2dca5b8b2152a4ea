import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runCheck } from '../src/check/index.ts';
import { prepareIssues } from '../src/commands/keep-issues.ts';
import { applyPlan } from '../src/issues/apply.ts';
import type { Plan } from '../src/issues/model.ts';
import { planIssues } from '../src/issues/plan-issues.ts';
import { splitBody } from '../src/issues/state.ts';
import { type Memory, openMemory } from './support/github/memory.ts';
import { createOrganisation, type Organisation } from './support/github/organisation.ts';
import { createRepository, type Repository } from './support/repository.ts';
import { run } from './support/run.ts';

const GITHUB = { repository: 'halden-insurance/aims', serverUrl: 'https://github.example' };

/** Plans and applies on a tracker in memory. */
async function keep({ path }: Pick<Repository, 'path'>, memory: Memory, asOf: string): Promise<Plan> {
  const checked = await runCheck({ cwd: path, asOf });
  const { situation, settings } = await prepareIssues(checked, GITHUB);
  const planned = await planIssues(situation, memory, settings);
  await applyPlan(planned, memory, { label: settings.label, hasTime: () => true });
  return planned.plan;
}

it('says what is wrong, whose it is, why, and what to do', async () => {
  const log: string[] = [];
  for (const rule of ['capa-overdue', 'rca-overdue', 'incident-root-cause-missing', 'capa-no-root-cause']) {
    const repository = createRepository(`fixtures/rules/${rule}/bad`);
    const tracker = openMemory();
    await keep(repository, tracker, '2026-11-23');
    const commit = repository.git('rev-parse', 'HEAD').trim();
    for (const { title, labels, body } of tracker.issues.values()) {
      const text = (splitBody(body)?.text ?? '').replaceAll(commit, '<commit>').replaceAll('\u2060', '');
      log.push(`── ${title}\nlabels: ${labels.join(' · ')}\n\n${text}\n`);
    }
    repository.remove();
  }
  await expect(log.join('\n')).toMatchFileSnapshot('data/github/texts.expected.txt');
});

let organisation: Organisation;
let memory: Memory;
beforeEach(async () => {
  organisation = createOrganisation(2);
  memory = openMemory();
  await keep(organisation, memory, '2026-11-23');
});
afterEach(() => organisation.remove());

const told = ({ operations, left }: Plan): string[] => [
  ...operations.map((one) =>
    one.kind === 'create' ? `create ${one.draft.title}` : `${one.kind} #${one.number}: ${one.why}`,
  ),
  ...left.map(({ number, why }) => `left #${number}: ${why}`),
];

it('closes the issue of a deleted record as not planned, with the commit', async () => {
  rmSync(organisation.file(1));
  organisation.commit('Remove CAPA-2026-001');
  expect(told(await keep(organisation, memory, '2026-11-24'))).toEqual([
    'close #1: the record is not in the repository any more',
  ]);
  const commit = organisation.git('rev-parse', 'HEAD').trim();
  expect(memory.said.get(1)?.[0]).toContain(
    `as of [${commit.slice(0, 10)}](https://github.example/halden-insurance/aims/commit/${commit})`,
  );
  expect(memory.issues.get(1)?.reason).toBe('not_planned');
});

it('closes nothing where no record is found at all', async () => {
  rmSync(join(organisation.path, 'capas'), { recursive: true });
  writeFileSync(join(organisation.path, 'README.md'), '# AIMS\n');
  expect(told(await keep(organisation, memory, '2026-11-24'))).toEqual([
    'left #1: kept as it is: no incident and no CAPA was found at all',
    'left #2: kept as it is: no incident and no CAPA was found at all',
  ]);
});

it.each([
  [
    'the due date is no date',
    (text: string) => text.replace(/^due_date: .*$/m, 'due_date: soon'),
    'the record has format errors, so that it cannot be judged',
  ],
  [
    'the due date is taken out',
    (text: string) => text.replace(/^due_date: .*\n/m, ''),
    'the record has format errors, so that it cannot be judged',
  ],
  ['the file cannot be read', (text: string) => `${text}owner: "unclosed\n`, 'its file cannot be read'],
])('keeps the issue open where %s', async (_, change, why) => {
  organisation.edit(1, change);
  expect(told(await keep(organisation, memory, '2026-11-24'))).toEqual([`left #1: kept as it is: ${why}`]);
});

it('closes what the configuration does not ask for any more, and what is tracked elsewhere', async () => {
  organisation.edit(1, (text) => `${text}github_issue: https://github.example/halden-insurance/engineering/issues/7\n`);
  expect(told(await keep(organisation, memory, '2026-11-24'))).toEqual([
    'close #1: the record says that it is tracked at https://github.example/halden-insurance/engineering/issues/7',
  ]);
  organisation.config('rules:\n  capa-overdue: off\n');
  expect(told(await keep(organisation, memory, '2026-11-25'))).toEqual([
    'close #2: the configuration does not ask for an issue any more',
  ]);
});

it('goes on with a baseline: what was known at adoption is still to be worked off', async () => {
  await run(organisation.path, 'check', '--update-baseline', '--as-of', '2026-11-23');
  expect(told(await keep(organisation, memory, '2026-11-24'))).toEqual([]);
});

it('opens issues for other rules too, and one for all problems of an incident where that is wanted', async () => {
  const repository = createRepository('fixtures/rules/incident-root-cause-missing/bad');
  writeFileSync(
    join(repository.path, '.aimscheck.yml'),
    'issues: { rules: [incident-closed-without-review, incident-rca-method-missing], group: record }\n',
  );
  const { operations } = await keep(repository, openMemory(), '2026-11-23');
  const titles = operations.flatMap((one) => (one.kind === 'create' ? one.draft.title : []));
  expect(titles.every((title) => title.startsWith('Incident record: AI-INC-'))).toBe(true);
  expect(titles).toHaveLength(2);
  repository.remove();
});
