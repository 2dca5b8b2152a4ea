import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Profile } from '../src/documents.ts';
import type { Result } from '../src/types.ts';
import { ROOT } from './support/repository.ts';
import { run, runWith } from './support/run.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function organisation(name: string): { folder: string; profile: Profile } {
  const folder = mkdtempSync(join(tmpdir(), 'aimscheck-runbook-'));
  folders.push(folder);
  const text = readFileSync(join(ROOT, 'fixtures/profiles', name, 'profile.yml'), 'utf8');
  writeFileSync(join(folder, 'profile.yml'), text);
  writeFileSync(join(folder, '.aimscheck.yml'), 'preset: strict\n');
  return { folder, profile: parse(text) };
}

const findingsIn = async (folder: string): Promise<Result['findings']> =>
  (JSON.parse((await run(folder, 'check', '--format', 'json')).stdout) as Result).findings;

describe.each(['lumen-tutoring', 'brandt-bank', 'calder-hospitals'])('%s', async (name) => {
  const { folder, profile } = organisation(name);
  await run(folder, 'generate', 'policy', '--all');
  const generated = await run(folder, 'generate', 'runbook', '--all');
  const systems = (profile.ai_systems ?? []).filter(({ status }) => status !== 'retired');
  const texts = systems.map(({ id }) => readFileSync(join(folder, `runbooks/${id}.md`), 'utf8'));

  it('policies and runbooks together pass a strict check', async () => {
    expect(generated).toMatchObject({ code: 0, stderr: '' });
    expect((await findingsIn(folder)).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  it('each runbook names what this organisation has', () => {
    const { tools = {}, roles = [], responsibilities = {} } = profile;
    const { knowledge_base: _, ticketing: __, ...used } = tools;
    for (const [i, text] of texts.entries()) {
      for (const tool of Object.values(used)) expect(text).toContain(tool);
      const commander = roles.find(({ id }) => id === responsibilities.incident_command);
      for (const word of [commander?.title, systems[i]?.runs_on, systems[i]?.fallback]) expect(text).toContain(word);
      for (const model of systems[i]?.models ?? []) expect(text).toContain(model);
    }
  });

  it('what only people can say is not said', () => {
    for (const text of texts) {
      expect(text).toContain('\nstatus: draft\n');
      expect(text).not.toMatch(/^(?:approver|effective_date|last_known_good|last_drill):/m);
    }
  });
});

describe('generated again', () => {
  it('an edit stays, and the date of the review does not move by itself', async () => {
    const { folder } = organisation('lumen-tutoring');
    const file = join(folder, 'runbooks/tutor.md');
    const later = { cwd: folder, env: {}, now: () => new Date('2027-02-01T08:00:00Z') };
    expect((await run(folder, 'generate', 'runbook', 'tutor')).stdout).toBe('wrote runbooks/tutor.md\n');
    expect(readFileSync(file, 'utf8')).toContain('\nreview_due: 2027-11-23\n');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('for everyone.', 'for everyone, first for the exam classes.'),
    );
    expect((await runWith(later, 'generate', 'runbook', 'tutor')).stdout).toBe('unchanged runbooks/tutor.md\n');
    const answers = readFileSync(join(folder, 'profile.yml'), 'utf8');
    writeFileSync(join(folder, 'profile.yml'), answers.replace('feature_flags: PostHog', 'feature_flags: Unleash'));
    const { code, stdout } = await runWith(later, 'generate', 'runbook', 'tutor');
    expect([code, stdout]).toEqual([1, 'conflicts in runbooks/tutor.md: 1 place between <<<<<<< and >>>>>>>\n']);
    expect(readFileSync(file, 'utf8')).toMatch(/for everyone, first for the exam classes\.[\s\S]+step by step/);
    expect(readFileSync(file, 'utf8')).toContain('in Unleash step by step');
  });

  it('an unknown system and an open question are named', async () => {
    const { folder } = organisation('lumen-tutoring');
    expect((await run(folder, 'generate', 'runbook', 'tuter')).stderr).toContain('did you mean "tutor"?');
    expect((await run(folder, 'generate', 'runbook')).stderr).toContain('name an AI system (tutor, exam-grader)');
    const answers = readFileSync(join(folder, 'profile.yml'), 'utf8');
    writeFileSync(join(folder, 'profile.yml'), answers.replace('  paging: Grafana OnCall\n', ''));
    expect((await run(folder, 'generate', 'runbook', '--all')).stderr).toContain(
      'tools.paging: Which tool pages the people on call?',
    );
  });
});

it('once the policy is in force, a draft is not enough', async () => {
  const { folder } = organisation('lumen-tutoring');
  await run(folder, 'generate', 'policy', '--all');
  await run(folder, 'generate', 'runbook', '--all');
  const policy = join(folder, 'policies/ai-incident-management.md');
  writeFileSync(policy, readFileSync(policy, 'utf8').replace('status: draft', 'status: approved'));
  const findings = await findingsIn(folder);
  expect(findings.filter(({ rule }) => rule === 'system-without-runbook').map(({ message }) => message)).toEqual([
    'Missing approved runbook for system tutor; RB-TUTOR-01 is draft',
    'Missing approved runbook for system exam-grader; RB-EXAM-GRADER-01 is draft',
  ]);
});
