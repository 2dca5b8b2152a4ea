import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import schema from '../schemas/profile.schema.json' with { type: 'json' };
import { main } from '../src/cli.ts';
import type { Profile } from '../src/documents.ts';
import { generatePolicies } from '../src/generate/policy.ts';
import { questions } from '../src/generated/questions.ts';
import { templates } from '../src/generated/templates.ts';
import { contradictionsIn, sayContradiction } from '../src/profile/contradictions.ts';
import { stepsOf, withValue } from '../src/profile/path.ts';
import type { Prompter } from '../src/profile/prompter.ts';
import { openQuestions } from '../src/profile/questions.ts';
import { createRepository, ROOT } from './support/repository.ts';
import { run } from './support/run.ts';
import { type Script, type Shown, scriptedPrompter } from './support/scripted-prompter.ts';

const TYPES = Object.keys(templates);
const profileOf = (name: string) => readFileSync(join(ROOT, 'fixtures/profiles', name, 'profile.yml'), 'utf8');
const lumen = parse(profileOf('lumen-tutoring')) as Record<string, unknown>;
const cleanups: (() => void)[] = [];
afterAll(() => {
  for (const cleanup of cleanups) cleanup();
});

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'aimscheck-profile-'));
  cleanups.push(() => rmSync(folder, { recursive: true }));
  return folder;
}

function dispatch(): string {
  const repository = createRepository('test/data/init/dispatch');
  cleanups.push(repository.remove);
  return repository.path;
}

/** `init --profile` with somebody at the terminal. */
async function interview(cwd: string, prompter: Prompter): Promise<{ code: number; stdout: string; stderr: string }> {
  let [stdout, stderr] = ['', ''];
  const code = await main(['init', '--profile'], {
    cwd,
    env: {},
    now: () => new Date('2026-11-23T12:00:00Z'),
    write: (text) => void (stdout += text),
    warn: (text) => void (stderr += text),
    isTTY: true,
    columns: 100,
    readStdin: async () => '',
    openPrompter: async () => prompter,
  });
  return { code, stdout, stderr };
}

describe('without a terminal', () => {
  it('answers come from a file; what the repository shows is a guess with its source, and the rest is named', async () => {
    const folder = dispatch();
    const args = ['init', '--profile', '--answers', 'answers.yml'];
    const { code, stdout, stderr } = await run(folder, ...args);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    await expect(stdout).toMatchFileSnapshot(join(ROOT, 'test/data/init/dispatch.expected.txt'));
    const written = readFileSync(join(folder, 'profile.yml'), 'utf8');
    await expect(written).toMatchFileSnapshot(join(ROOT, 'test/data/init/dispatch.profile.yml'));

    const again = await run(folder, ...args);
    expect(again.stdout).toMatch(/unchanged profile\.yml\n$/);
    expect(readFileSync(join(folder, 'profile.yml'), 'utf8')).toBe(written);
  });

  it('answers by place and answers in shape are the same; a complete profile generates the same policies', async () => {
    const folder = emptyFolder();
    const { tools, ...rest } = lumen;
    const flat = Object.fromEntries(Object.entries(tools as object).map(([key, tool]) => [`tools.${key}`, tool]));
    writeFileSync(join(folder, 'answers.yml'), stringify({ ...flat, ...rest }));
    expect(await run(folder, 'init', '--profile', '--answers', 'answers.yml')).toEqual({
      code: 0,
      stdout: 'wrote profile.yml\n',
      stderr: '',
    });
    const profile = parse(readFileSync(join(folder, 'profile.yml'), 'utf8')) as Profile;
    expect(profile).toEqual(lumen);
    expect((await run(folder, 'generate', 'policy', '--all')).code).toBe(0);
  });

  it('without answers it is an error of use; a wrong answer is named, and nothing is written', async () => {
    const folder = emptyFolder();
    expect(await run(folder, 'init', '--profile')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'aimscheck: init --profile: there is no terminal to ask on; pass --answers FILE\n',
    });
    writeFileSync(
      join(folder, 'answers.yml'),
      'organisation: { short_name: Northgate }\nslas: { drill: soon }\ntool: Jira\n',
    );
    const wrong = await run(folder, 'init', '--profile', '--answers', 'answers.yml');
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('/slas/drill');
    expect(wrong.stderr).toContain('did you mean "tools"?');
    expect(readdirSync(folder)).toEqual(['answers.yml']);
  });
});

describe('at a terminal', () => {
  const answering = (script: Partial<Script> = {}) =>
    scriptedPrompter({ profile: profileOf('lumen-tutoring'), ...script });

  it('a person who knows the answers ends with the profile that generates the same eight policies', async () => {
    const folder = emptyFolder();
    const shown: Shown = [];
    expect(await interview(folder, answering({ shown }))).toEqual({
      code: 0,
      stdout: 'wrote profile.yml\n',
      stderr: '',
    });
    const profile = parse(readFileSync(join(folder, 'profile.yml'), 'utf8')) as Profile;
    expect(openQuestions(profile as unknown as Record<string, unknown>)).toEqual([]);
    expect(textsOf(profile)).toEqual(textsOf(lumen as unknown as Profile));
    const known = Object.keys(schema.properties);
    expect(Object.keys(profile)).toEqual(known.filter((key) => key in profile));
    const groups = shown.flatMap((line) => /^Next: ([\w ]+) \(/.exec(line)?.[1]?.replaceAll(' ', '_') ?? []);
    expect(new Set(groups)).toEqual(new Set(Object.keys(questions).map((path) => path.split(/[.[{]/)[0])));
  });

  it('an incomplete profile is gone on with: only what is missing is asked, and its comments stay', async () => {
    const folder = emptyFolder();
    const { slas, ...rest } = lumen;
    const { drill: _, ...times } = slas as Record<string, unknown>;
    writeFileSync(join(folder, 'profile.yml'), `# kept by the office\n${stringify({ ...rest, slas: times })}`);
    const shown: Shown = [];
    expect((await interview(folder, answering({ shown }))).code).toBe(0);
    expect(shown).toEqual([
      'Next: slas (1 open). Go on? No saves and stops.',
      expect.stringContaining('How often is each'),
    ]);
    const text = readFileSync(join(folder, 'profile.yml'), 'utf8');
    expect(text).toMatch(/^# kept by the office\n/);
    expect(parse(text)).toEqual(lumen);
  });

  it('whoever stops between two groups keeps the answers so far', async () => {
    const folder = emptyFolder();
    const stops = { confirms: (message: string) => !message.startsWith('Next: tools') };
    const { code, stdout } = await interview(folder, answering(stops));
    expect([code, stdout]).toEqual([1, expect.stringContaining('tools.paging: Which tool pages the people on call?')]);
    expect(parse(readFileSync(join(folder, 'profile.yml'), 'utf8'))).toMatchObject({
      identity_systems: ['Google Workspace'],
    });
  });

  it.each([0, 1, 2, 7, 40, 90, 170])('Ctrl-C at question %i writes nothing', async (breaksOffAt) => {
    const folder = emptyFolder();
    const before = 'organisation: { short_name: Lumen }\n';
    writeFileSync(join(folder, 'profile.yml'), before);
    expect(await interview(folder, answering({ breaksOffAt }))).toEqual({
      code: 130,
      stdout: '',
      stderr: 'aimscheck: broken off, nothing was written\n',
    });
    expect(readdirSync(folder)).toEqual(['profile.yml']);
    expect(readFileSync(join(folder, 'profile.yml'), 'utf8')).toBe(before);
  });

  it('guesses are shown with their source and taken over only when confirmed', async () => {
    const folder = dispatch();
    const shown: Shown = [];
    const script = {
      shown,
      confirms: (message: string) => message.startsWith('Is this right?') && !/Slack/.test(message),
    };
    await interview(folder, answering(script));
    expect(shown).toContain('Is this right? tools.paging: PagerDuty (infra/main.tf:7)');
    const { tools, identity_systems: identity } = parse(readFileSync(join(folder, 'profile.yml'), 'utf8')) as Profile;
    expect(identity).toEqual(['Okta']);
    expect(tools).toMatchObject({ paging: 'PagerDuty', ci_cd: 'GitHub Actions' });
    expect(tools).not.toHaveProperty('chat');
  });

  it('a contradiction is said with both places, and the answer that was wrong is asked again', async () => {
    const folder = emptyFolder();
    const tiers = withValue(lumen, stepsOf('risk_management.low_up_to'), 12);
    writeFileSync(join(folder, 'profile.yml'), stringify(tiers));
    const shown: Shown = [];
    const prompter = answering({ shown, settles: ([first = '']) => first });
    await interview(folder, { ...prompter, text: async () => '5' });
    expect(shown[0]).toBe(
      'Contradiction: 12 is not below 11 | risk_management.low_up_to: 12 | risk_management.medium_up_to: 11',
    );
    expect(parse(readFileSync(join(folder, 'profile.yml'), 'utf8'))).toEqual(lumen);
  });
});

const textsOf = (profile: Profile) => generatePolicies(profile, TYPES).map(({ text }) => text);

describe('contradictions', () => {
  it.each(['lumen-tutoring', 'brandt-bank', 'calder-hospitals'])('%s has none', (name) => {
    expect(contradictionsIn(parse(profileOf(name)) as Profile)).toEqual([]);
  });

  const CASES: readonly (readonly [path: string, value: unknown, said: string])[] = [
    ['regimes[0].authority', undefined, 'regimes[0].applicable, regimes[0].authority: eu-gdpr-33 applies'],
    [
      'escalation.Critical.within',
      '4 days',
      'escalation.Critical.within, regimes[0]: telling the privacy-officer takes',
    ],
    ['slas.triage.Critical', '5 days', 'slas.triage.Critical, regimes[0]: triage takes up to 5 days'],
    [
      'data_governance.requests_within',
      '45 days',
      'data_governance.requests_within, regimes[0]: requests are answered',
    ],
    ['ai_systems[0].fallback', '', 'ai_systems[0].criticality, ai_systems[0].fallback: Lumen Tutor is critical'],
    ['ai_systems[0].vendor', 'Quill', 'ai_systems[0].vendor, suppliers: Quill, behind Lumen Tutor'],
    ['ai_systems[0].runs_on', 'an AWS region', 'ai_systems[0].runs_on, cloud_providers: Lumen Tutor runs on Amazon'],
    ['ai_systems[1].oversight', 'over-the-loop', 'ai_systems[1].risk_class, ai_systems[1].oversight: Exam Grader'],
    ['ai_systems[1].log_retention_days', 90, 'ai_systems[1].risk_class, ai_systems[1].log_retention_days: logs of'],
    ['ai_systems[1].metrics[2].about', 'drift', 'ai_systems[1].risk_class, ai_systems[1].metrics: Exam Grader'],
    ['roles[5].holder', undefined, 'responsibilities.notification, roles[5].holder: nobody holds'],
    ['responsibilities.data', 'data-lead', 'responsibilities.data, roles: no role has the id "data-lead"'],
    ['responsibilities.audit', 'head-of-product', 'responsibilities.audit, responsibilities.aims: the same person'],
    ['severity_scale[2]', 'Low', 'slas.triage.Minor, severity_scale: "Minor" is no severity level'],
    ['slas.containment.Critical', '36 h', 'slas.containment.Critical, slas.containment.Major: Critical has 36 h'],
    ['impact_assessment.oversight_above', 16, 'impact_assessment.oversight_above, impact_assessment.refused_above'],
  ];

  it.each(CASES)('%s', (path, value, said) => {
    const profile = withValue(lumen, stepsOf(path), value) as unknown as Profile;
    expect(contradictionsIn(profile).map(sayContradiction)[0]).toContain(said);
  });

  it('nothing is generated from a profile that contradicts itself', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'profile.yml'), stringify(withValue(lumen, stepsOf('ai_systems[0].vendor'), 'Quill')));
    expect(await run(folder, 'generate', 'policy', '--all')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'aimscheck: profile.yml contradicts itself in 1 place:\n' +
        '  ai_systems[0].vendor, suppliers: Quill, behind Lumen Tutor, is not among the suppliers\n',
    });
    expect(existsSync(join(folder, 'policies'))).toBe(false);
  });
});
