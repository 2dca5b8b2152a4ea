import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { loadDefinitions } from '../src/check/policy.ts';
import type { Profile } from '../src/documents.ts';
import { regenerate } from '../src/generate/merge.ts';
import { generatePolicies } from '../src/generate/policy.ts';
import { questions } from '../src/generated/questions.ts';
import { templates } from '../src/generated/templates.ts';
import type { Commitment } from '../src/policy-value.ts';
import type { Result } from '../src/types.ts';
import { ROOT } from './support/repository.ts';
import { run } from './support/run.ts';

const ORGANISATIONS = ['lumen-tutoring', 'brandt-bank', 'calder-hospitals'];
const TYPES = Object.keys(templates);
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function organisation(name: string): { folder: string; profile: Profile } {
  const folder = mkdtempSync(join(tmpdir(), 'aimscheck-generate-'));
  folders.push(folder);
  const text = readFileSync(join(ROOT, 'fixtures/profiles', name, 'profile.yml'), 'utf8');
  writeFileSync(join(folder, 'profile.yml'), text);
  writeFileSync(join(folder, '.aimscheck.yml'), 'preset: strict\n');
  return { folder, profile: parse(text) };
}

interface Inspected {
  readonly recognised: { readonly type: string };
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly sections: readonly {
    readonly key: string;
    readonly status: string;
    readonly topics: Inspected['sections'];
  }[];
  readonly commitments: readonly Commitment[];
}

async function inspect(folder: string): Promise<Inspected[]> {
  const files = TYPES.map((type) => join('policies', `${type}.md`));
  return JSON.parse((await run(folder, 'inspect', ...files, '--format', 'json')).stdout);
}

describe.each(ORGANISATIONS)('%s', async (name) => {
  const { folder, profile } = organisation(name);
  const generated = await run(folder, 'generate', 'policy', '--all');
  const policies = await inspect(folder);

  it('eight policies are written, and a strict check finds nothing but the runbooks that are to be written', async () => {
    expect(generated).toMatchObject({ code: 0, stderr: '' });
    const { stdout } = await run(folder, 'check', '--format', 'json');
    const { findings, summary } = JSON.parse(stdout) as Result;
    expect(summary.documents.policy).toBe(8);
    const inProduction = (profile.ai_systems ?? []).filter(({ status }) => status === 'production');
    expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual(
      inProduction.map(({ id }) => `system-without-runbook: Missing approved runbook for system ${id}`),
    );
  });

  it('every section and topic of every definition is recognised', async () => {
    const definitions = await loadDefinitions();
    const missing = policies.flatMap(({ recognised, sections }) =>
      sections.flatMap((section) =>
        [section, ...section.topics]
          .filter(({ status }) => status !== 'present')
          .map(({ key }) => `${recognised.type}: ${section.key}/${key}`),
      ),
    );
    expect(policies.map(({ recognised }) => recognised.type)).toEqual(TYPES);
    expect(policies.flatMap(({ sections }) => sections).length).toBe(
      definitions.flatMap(({ definition }) => definition.sections).length,
    );
    expect(missing).toEqual([]);
  });

  it('every promise is read back as the profile gives it', () => {
    const incident = policies.find(({ recognised }) => recognised.type === 'ai-incident-management');
    const read = (incident?.commitments ?? [])
      .filter(({ kind }) => kind !== 'notification')
      .map(({ kind, severity, duration }) => `${kind} ${severity ?? 'all'} ${duration.amount} ${duration.unit}`);
    expect(read.toSorted()).toEqual(promisesIn(profile).toSorted());
  });

  it('all are drafts, and nobody has approved them', () => {
    for (const { metadata } of policies) {
      expect(metadata).toMatchObject({ status: 'draft', version: '0.1' });
      for (const key of ['approver', 'approved_at', 'effective_date']) expect(metadata).not.toHaveProperty(key);
    }
  });
});

/** "containment Major 24 hour", for every time that the profile promises. */
function promisesIn({ slas = {}, team_practices: practice }: Profile): string[] {
  const limits = { ...slas, 'policy-review': `${practice?.policy_review_months} months` };
  return Object.entries(limits).flatMap(([kind, limit]) =>
    typeof limit === 'string'
      ? [`${kind} all ${inWords(limit)}`]
      : Object.entries(limit).map(([level, time]) => `${kind} ${level} ${inWords(String(time))}`),
  );
}

function inWords(limit: string): string {
  const [amount, ...unit] = limit.split(' ');
  const name = unit.join('-').replace(/s$/, '');
  return `${amount} ${name === 'h' ? 'hour' : name}`;
}

/** Every value in a profile: its path as the questions write it, and a function that gives the profile with another there. */
function placesIn(profile: Profile) {
  const places: { path: string; value: unknown; with: (other: unknown) => Profile }[] = [];
  const visit = (value: unknown, steps: readonly (string | number)[], path: string): void => {
    if (steps.length > 0) places.push({ path, value, with: (other) => replaceAt(profile, steps, other) });
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const isItem = Array.isArray(value);
      visit(inner, [...steps, isItem ? Number(key) : key], isItem ? `${path}[${key}]` : path ? `${path}.${key}` : key);
    }
  };
  visit(profile, [], '');
  return places;
}

function replaceAt(profile: Profile, steps: readonly (string | number)[], other: unknown): Profile {
  const copy = structuredClone(profile);
  let at = copy as unknown as Record<string | number, unknown>;
  for (const step of steps.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
  at[steps.at(-1) ?? ''] = other;
  return copy;
}

/** Answers that decide what is said rather than stand in the text: ids of roles and levels, choices, bounds of tiers. */
const DECIDES =
  /role$|responsib|risk_class|criticality|escalation|severity_scale|hosting|oversight$|about$|objectives\[\d\]\.owner|suppliers\[\d\]\.name|_up_to$/;

/** An answer as the policies write it. */
function sayAnswer(value: unknown): string {
  const text = String(value);
  if (/^\d+ months$/.test(text) && Number.parseInt(text, 10) % 12 === 0)
    return `${Number.parseInt(text, 10) / 12} years`;
  return text.replace(/(?<=^[\d.]+) h$/, ' hour').replace(/\.$/, '');
}

const asked = Object.entries(questions).map(([pattern, ask]) => ({
  ask,
  place: new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('[]', '\\[\\d+\\]').replaceAll('{}', '\\.[^.]+')}$`),
}));

describe('answers', () => {
  const { folder, profile } = organisation('lumen-tutoring');
  const answers = placesIn(profile).flatMap((place) => {
    const question = asked.find(({ place: pattern }) => pattern.test(place.path));
    return question ? [{ ...place, ask: question.ask }] : [];
  });

  it('every question has an answer in the profile', () => {
    expect(new Set(answers.map(({ ask }) => ask)).size).toBe(asked.length);
  });

  it('without any one of them the error names it and its question', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...answers),
        fc.constantFrom(undefined, null, '  '),
        ({ path, ask, with: change }, blank) => {
          expect(() => generatePolicies(change(blank), TYPES)).toThrow(path);
          expect(() => generatePolicies(change(blank), TYPES)).toThrow(ask);
        },
      ),
      { numRuns: 100 },
    );
    for (const { path, ask, with: change } of answers)
      expect(() => generatePolicies(change(undefined), TYPES), path).toThrow(ask);
  });

  it('on the command line it is an error of use that says so, and nothing is written', async () => {
    const without = answers.find(({ path }) => path === 'ai_systems[1].fallback');
    writeFileSync(join(folder, 'profile.yml'), stringify(without?.with(undefined)));
    expect(await run(folder, 'generate', 'policy', '--all')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'aimscheck: the profile leaves a question open:\n' +
        '  ai_systems[1].fallback (exam-grader): What takes over when the AI system is switched off?\n',
    });
    expect(existsSync(join(folder, 'policies'))).toBe(false);
  });

  const before = generatePolicies(profile, TYPES);
  const texts = answers.filter(({ path, value }) => /string|number/.test(typeof value) && !DECIDES.test(path));
  const step = texts.length / 30;
  const thirty = Array.from({ length: 30 }, (_, i) => texts[Math.floor(i * step)] as (typeof texts)[number]);

  it.each(thirty.map((answer) => [answer.path, answer] as const))(
    'another %s changes only what speaks of it',
    (path, { value, with: change }) => {
      const old = sayAnswer(value);
      const other = typeof value === 'number' ? '97' : /^\d+ [a-z ]+$/.test(old) ? '77 days' : 'Quince Harbour';
      const after = generatePolicies(change(typeof value === 'number' ? 97 : other), TYPES);
      let changed = 0;
      for (const [i, { text }] of after.entries()) {
        const [was, is] = [before[i]?.text.split('\n') ?? [], text.split('\n')];
        expect(is.length).toBe(was.length);
        for (const [line, now] of is.entries()) {
          if (now === was[line]) continue;
          changed += 1;
          expect(now).toContain(other);
          expect(was[line]).toContain(old);
        }
      }
      expect(changed).toBeGreaterThan(0);
    },
  );
});

describe('generated again', () => {
  const profile = organisation('brandt-bank').profile;
  const [incident] = generatePolicies(profile, ['ai-incident-management']);
  const base = incident?.text ?? '';
  const changes = placesIn(profile).filter(
    ({ path }) => /^(?:tools|slas|channels|organisation\.service)/.test(path) && true,
  );

  it('an edit by hand and a new answer stand together; both on one line are a conflict', async () => {
    const { folder } = organisation('lumen-tutoring');
    const file = join(folder, 'policies/ai-incident-management.md');
    const policy = ['generate', 'policy', 'ai-incident-management'];
    expect((await run(folder, ...policy)).stdout).toBe('wrote policies/ai-incident-management.md\n');
    writeFileSync(file, `${readFileSync(file, 'utf8')}\nParents may attend the review.\n`);
    expect((await run(folder, ...policy)).stdout).toBe('unchanged policies/ai-incident-management.md\n');

    const answers = readFileSync(join(folder, 'profile.yml'), 'utf8');
    writeFileSync(join(folder, 'profile.yml'), answers.replace('knowledge_base: Notion', 'knowledge_base: Outline'));
    const { stdout: diff } = await run(folder, ...policy, '--diff');
    expect(diff.split('\n').filter((line) => /^[-+][^-+]/.test(line))).toEqual([
      '-Lessons are published in Notion, and the runbook is updated where a step was missing or did not work.',
      '+Lessons are published in Outline, and the runbook is updated where a step was missing or did not work.',
    ]);
    expect(await run(folder, ...policy)).toEqual({
      code: 0,
      stdout: 'merged policies/ai-incident-management.md: edits by hand kept\n',
      stderr: '',
    });
    expect(readFileSync(file, 'utf8')).toMatch(/published in Outline[\s\S]+Parents may attend the review\.\n$/);

    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('published in Outline', 'read out in the product meeting and kept in Outline'),
    );
    writeFileSync(join(folder, 'profile.yml'), answers.replace('knowledge_base: Notion', 'knowledge_base: BookStack'));
    const conflict = await run(folder, ...policy);
    expect([conflict.code, conflict.stdout]).toEqual([
      1,
      'conflicts in policies/ai-incident-management.md: 1 place between <<<<<<< and >>>>>>>\n',
    ]);
    expect(readFileSync(file, 'utf8')).toContain(
      '<<<<<<< edited\nLessons are read out in the product meeting and kept in Outline, and the runbook is updated where a step was missing or did not work.\n' +
        '=======\nLessons are published in BookStack, and the runbook is updated where a step was missing or did not work.\n>>>>>>> generated\n',
    );
    writeFileSync(join(folder, 'profile.yml'), answers);
    expect((await run(folder, ...policy)).stdout).toContain('kept policies/ai-incident-management.md: resolve');
  });

  it('a policy that somebody else wrote is left alone', async () => {
    const { folder } = organisation('lumen-tutoring');
    cpSync(join(ROOT, 'fixtures/repos/conforming/policies'), join(folder, 'policies'), { recursive: true });
    const file = join(folder, 'policies/ai-incident-management.md');
    writeFileSync(file, '# Our own policy\n');
    expect(await run(folder, 'generate', 'policy', 'ai-incident-management')).toMatchObject({ code: 1 });
    expect(readFileSync(file, 'utf8')).toBe('# Our own policy\n');
  });

  /** Twenty edits of a person: a line put in, rewritten or taken out. */
  const edits = fc.array(
    fc.record({
      at: fc.nat(),
      how: fc.constantFrom('insert', 'rewrite', 'delete'),
      words: fc.stringMatching(/^[a-z]{3,9} [a-z]{3,9}$/),
    }),
    { minLength: 20, maxLength: 20 },
  );
  const newer = fc.record({
    answers: fc.array(fc.constantFrom(...changes.filter(({ value }) => typeof value === 'string')), { maxLength: 4 }),
    template: fc.array(fc.tuple(fc.nat(), fc.stringMatching(/^[A-Z][a-z]{4,12} is reviewed\.$/)), { maxLength: 4 }),
  });

  it('nothing that a person wrote is lost, and nothing that the profile or the template says newly', () => {
    fc.assert(
      fc.property(edits, newer, fc.boolean(), (done, { answers, template }, isWindows) => {
        const written = new Set<string>();
        const lines = base.split('\n');
        for (const [i, { at, how, words }] of done.entries()) {
          const line = `By hand ${i}: ${words}.`;
          if (how !== 'delete') written.add(line);
          lines.splice(at % lines.length, how === 'insert' ? 0 : 1, ...(how === 'delete' ? [] : [line]));
        }
        const kept = [...written].filter((line) => lines.includes(line));
        const edited = lines.join(isWindows ? '\r\n' : '\n');
        let generated = base;
        for (const { value } of answers) generated = generated.replaceAll(String(value), 'Quince Harbour');
        const newLines = generated.split('\n');
        for (const [at, line] of template) newLines.splice(at % newLines.length, 0, line);
        generated = newLines.join('\n');

        const result = regenerate({ base, edited, generated });
        const merged = 'text' in result ? result.text.split(/\r?\n/) : [];
        for (const line of kept) expect(merged).toContain(line);
        const old = new Set(base.split('\n'));
        for (const line of newLines.filter((one) => !old.has(one))) expect(merged).toContain(line);
        expect(merged.includes('<<<<<<< edited')).toBe(result.outcome === 'conflicts');
        expect(regenerate({ base, edited, generated: base })).toEqual({ outcome: 'unchanged', text: edited });
        expect(regenerate({ base, edited: base, generated })).toMatchObject({ text: generated });
      }),
      { numRuns: 60 },
    );
  });
});

it('what is wrong with another policy is not counted against the incident policy', async () => {
  const { folder } = organisation('lumen-tutoring');
  await run(folder, 'generate', 'policy', '--all');
  const file = join(folder, 'policies/ai-data-governance.md');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/## 1\. Purpose and Scope[\s\S]+?(?=## 2\.)/, ''));
  const { findings, requirements } = JSON.parse((await run(folder, 'check', '--format', 'json')).stdout) as Result;
  expect(findings).toContainEqual(
    expect.objectContaining({
      rule: 'policy-section-missing',
      section: 'purpose-and-scope',
      file: 'policies/ai-data-governance.md',
    }),
  );
  expect(
    requirements.find(({ section, layer }) => section === 'purpose-and-scope' && layer === 'design'),
  ).toMatchObject({
    verdict: 'conforms',
    checked: 1,
    failed: 0,
  });
});
