import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from './support/repository.ts';

const FOLDER = join(ROOT, '.github/workflows');
const SCHEMA = join(ROOT, '../shared/schemas/github/schemastore-github-workflow.json');

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Workflow {
  readonly on: unknown;
  readonly jobs: Readonly<Record<string, { readonly permissions?: unknown; readonly steps?: readonly Step[] }>>;
}

const read = (name: string): Workflow => parse(readFileSync(join(FOLDER, name), 'utf8')) as Workflow;
const stepsOf = (name: string): Step[] => Object.values(read(name).jobs).flatMap(({ steps = [] }) => steps);
const inputs = Object.keys((parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as { inputs: object }).inputs);

describe.each(readdirSync(FOLDER))('%s', (name) => {
  it.skipIf(!existsSync(SCHEMA))('is a workflow by the schema of SchemaStore', () => {
    const ajv = new Ajv({ strict: false, logger: false });
    expect(ajv.validate(JSON.parse(readFileSync(SCHEMA, 'utf8')), read(name)), ajv.errorsText()).toBe(true);
  });

  it('gives the Action inputs that it has, and no text of others to a shell', () => {
    for (const step of stepsOf(name)) {
      if (step.uses === '$/' || step.uses === './')
        expect(inputs).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
      expect(step.run ?? '').not.toContain('${{');
    }
  });
});

describe.each(readdirSync(FOLDER).filter((name) => JSON.stringify(read(name).on).includes('workflow_call')))(
  '%s, which others call',
  (name) => {
    it('runs actions at a commit, and checks out without credentials', () => {
      for (const { uses = '$/', with: given } of stepsOf(name)) {
        expect(uses).toMatch(/^\$\/|@[\da-f]{40}$/);
        if (uses.startsWith('actions/checkout@')) expect(given).toMatchObject({ 'persist-credentials': false });
      }
    });
  },
);

it('they run the version of the program that they are part of', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const programs = readdirSync(FOLDER).flatMap((name) =>
    stepsOf(name).map(({ run = '' }) => /aimscheck@\S+/.exec(run)?.[0]),
  );
  expect(new Set(programs.filter(Boolean))).toEqual(new Set([`aimscheck@${version}`]));
});

describe('the plan of many machines', () => {
  const script = stepsOf('many-machines.yml').find(({ id }) => id === 'plan')?.run ?? '';

  function plan(shards: string, asOf = ''): string {
    const folder = mkdtempSync(join(tmpdir(), 'aimscheck-plan-'));
    const output = join(folder, 'output');
    try {
      const env = { PATH: process.env.PATH ?? '', SHARDS: shards, AS_OF: asOf, GITHUB_OUTPUT: output };
      execFileSync('bash', ['-e', '-o', 'pipefail', '-c', script], { env, stdio: 'pipe' });
      return readFileSync(output, 'utf8');
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it('names the parts, and one instant for all jobs', () => {
    expect(plan('3', '2026-11-23')).toBe('parts=["1/3","2/3","3/3"]\nas-of=2026-11-23\n');
    expect(plan('1')).toMatch(/^parts=\["1\/1"\]\nas-of=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\n$/);
    expect(plan('2', '2026-11-23\nparts=["9/9"]')).toBe('parts=["1/2","2/2"]\nas-of=2026-11-23parts=["9/9"]\n');
  });

  it.each(['0', '257', '2.5', '1; date', '', '-1'])('refuses %j machines', (shards) => {
    expect(() => plan(shards)).toThrow();
  });
});
