import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays } from '../../../src/time.ts';
import { createRepository, type Repository, ROOT } from '../repository.ts';
import { type Ran, runWith } from '../run.ts';
import type { GitHubServer } from './server.ts';

const TITLES = [
  'Hold back claims scores when the photo service is down',
  'Retrain the ranking model without the withdrawn tariff',
  'Review thresholds of the fraud score each quarter',
  'Log the version of every prompt that answers a customer',
  'Have two people label claims above 50,000',
];
/** The fixture has one CAPA, of this number. */
const FIXTURE = 'fixtures/rules/capa-overdue/bad';
const TEMPLATE = 14;
const OWNERS = ['a.petrov', 's.nakamura', 'b.osei', 'd.lee'];

const CONFIGURATION = `issues:
  escalation:
    - { days: 7 }
    - { days: 30, mention: [halden-insurance/ai-governance] }
    - { days: 90, mention: [d-lee] }
people:
  a.petrov: a-petrov
  s.nakamura: s-nakamura
  b.osei: b-osei
`;

/** An organisation with so many overdue CAPAs, due four days apart from 2026-06-10 on. */
export interface Organisation extends Repository {
  readonly file: (number: number) => string;
  readonly edit: (number: number, change: (text: string) => string) => void;
  readonly commit: (message: string) => void;
  /** Writes another configuration; gives its path. */
  readonly config: (text: string) => string;
  /** Leaves the files alone: many runs are faster without Git. */
  readonly forgetHistory: () => void;
}

export function createOrganisation(amount: number): Organisation {
  const repository = createRepository(FIXTURE);
  const template = readFileSync(join(ROOT, `${FIXTURE}/capas/${idOf(TEMPLATE)}.yml`), 'utf8');
  const path = (number: number): string => `capas/${idOf(number)}.yml`;
  const file = (number: number): string => join(repository.path, path(number));
  writeFileSync(join(repository.path, '.aimscheck.yml'), CONFIGURATION);
  if (amount < TEMPLATE) rmSync(file(TEMPLATE));
  for (let number = 1; number <= amount; number += 1) writeFileSync(file(number), capa(template, number));
  const commit = (message: string): void => {
    repository.git('add', '--all');
    repository.git('commit', '--quiet', '--allow-empty', '--message', message);
  };
  commit('Keep corrective actions in Git');
  const edit = (number: number, change: (text: string) => string): void =>
    writeFileSync(file(number), change(readFileSync(file(number), 'utf8')));
  const config = (text: string): string => {
    const path = join(repository.path, '.aimscheck.yml');
    writeFileSync(path, text);
    return path;
  };
  const forgetHistory = (): void => rmSync(join(repository.path, '.git'), { recursive: true });
  return { ...repository, file, edit, commit, config, forgetHistory };
}

function idOf(number: number): string {
  return `CAPA-2026-${String(number).padStart(3, '0')}`;
}

function capa(template: string, number: number): string {
  const due = addDays('2026-06-10', number * 4);
  return template
    .replace('CAPA-2026-014', idOf(number))
    .replace(/^title: .*$/m, `title: ${TITLES[number % TITLES.length]}`)
    .replace(/^owner: .*$/m, `owner: ${OWNERS[number % OWNERS.length]}`)
    .replaceAll('2026-09-30', due);
}

/** Marks a CAPA as implemented. */
export function implement(text: string): string {
  return text.replace('state: in-progress', 'state: implemented\nimplemented_at: 2026-11-24T10:00:00+01:00');
}

/** Runs `aimscheck issues` against a server. */
export function keepIssues({ path }: Repository, github: GitHubServer, ...args: string[]): Promise<Ran> {
  return runWith({ cwd: path, env: environmentOf(github) }, 'issues', ...args);
}

export function environmentOf({ url, token, repository }: GitHubServer): Record<string, string> {
  return {
    GITHUB_API_URL: url,
    GITHUB_SERVER_URL: 'https://github.example',
    GITHUB_REPOSITORY: repository,
    GITHUB_TOKEN: token,
    AIMSCHECK_GITHUB_PACE: '0',
  };
}

/** Everything that a run could have changed, in the order of titles. */
export async function stateOf(github: GitHubServer): Promise<string> {
  interface Listed {
    readonly number: number;
    readonly title: string;
    readonly body: string;
    readonly state: string;
    readonly state_reason: string | null;
    readonly labels: readonly { readonly name: string }[];
    readonly assignees: readonly { readonly login: string }[];
  }
  const issues = await github.send<Listed[]>('GET', '/issues?state=all&per_page=100');
  const lines = issues.map(async ({ number, title, body, state, state_reason, labels, assignees }) => {
    const comments = await github.send<{ body: string }[]>('GET', `/issues/${number}/comments`);
    const names = [...labels.map(({ name }) => name), ...assignees.map(({ login }) => login)].join(' ');
    return `${title}\n${state} ${state_reason} ${names}\n${body}\n${comments.map((comment) => comment.body).join('\n')}`;
  });
  return (await Promise.all(lines)).sort().join('\n\n');
}
