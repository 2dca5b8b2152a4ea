import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../src/parse/markdown.ts';
import { compileDefinition, type Definition, recognise } from '../src/recognise/index.ts';

const root = join(import.meta.dirname, '..');
const data = join(import.meta.dirname, 'data/recognise');
const corpus = join(root, '../shared/corpus/policies');
const compiled = compileDefinition(
  load(readFileSync(join(root, 'policies/ai-incident-management/definition.yml'), 'utf8')) as Definition,
);
/** Checked by hand: `line kind severity amount unit from`, with `-` for none. */
const checked = JSON.parse(readFileSync(join(data, 'commitments.json'), 'utf8')) as Record<
  'own' | 'organisation' | 'corpus',
  Record<string, string[]>
>;

function commitmentsOf(text: string): string[] {
  const markdown = parseMarkdown(text);
  const { commitments } = recognise(
    markdown,
    compiled,
    (load(markdown.frontMatter?.text ?? '') ?? {}) as Record<string, unknown>,
  );
  return commitments.map(
    ({ line, kind, severity, duration }) =>
      `${line} ${kind} ${severity ?? '-'} ${duration.amount} ${duration.unit} ${duration.from ?? '-'}`,
  );
}

function score(folder: string, lists: Record<string, string[]>) {
  const wrong: string[] = [];
  const missed: string[] = [];
  let right = 0;
  for (const [file, wanted] of Object.entries(lists)) {
    const found = commitmentsOf(readFileSync(join(folder, file), 'utf8'));
    right += found.filter((commitment) => wanted.includes(commitment)).length;
    wrong.push(
      ...found.filter((commitment) => !wanted.includes(commitment)).map((commitment) => `${file}: ${commitment}`),
    );
    missed.push(
      ...wanted.filter((commitment) => !found.includes(commitment)).map((commitment) => `${file}: ${commitment}`),
    );
  }
  return { precision: right / (right + wrong.length), recall: right / (right + missed.length), wrong, missed };
}

describe('commitments checked by hand', () => {
  it('are at least 60', () => expect(Object.values(checked.own).flat().length).toBeGreaterThanOrEqual(60));

  it('are found in the policies of this test', () => {
    const { precision, recall, wrong, missed } = score(join(data, 'policies'), checked.own);
    expect(precision, wrong.join('\n')).toBeGreaterThanOrEqual(0.95);
    expect(recall, missed.join('\n')).toBeGreaterThanOrEqual(0.85);
  });

  it('are found in the policy of the example organisation, all of them and no other', () => {
    const { wrong, missed } = score(join(root, 'fixtures/repos/conforming/policies'), checked.organisation);
    expect({ wrong, missed }).toEqual({ wrong: [], missed: [] });
  });

  if (!existsSync(corpus)) console.warn(`NOT CHECKED: commitments of public policies, there is no corpus at ${corpus}`);
  it.runIf(existsSync(corpus))('are found in public policies', () => {
    const { precision, recall, wrong, missed } = score(corpus, checked.corpus);
    expect(precision, wrong.join('\n')).toBeGreaterThanOrEqual(0.95);
    expect(recall, missed.join('\n')).toBeGreaterThanOrEqual(0.85);
  });
});

describe('what only looks like a promise of a kind', () => {
  const found = (section: string, sentence: string) =>
    commitmentsOf(`# AI incident policy\n\n## ${section}\n\n${sentence}\n`);

  it.each([
    [
      'the clock is not the matter',
      'Notification',
      'Patients are told within 5 days of containment.',
      ['5 notification - 5 day containment'],
    ],
    [
      'evidence that is kept is not retention',
      'Actions',
      'The effectiveness of every action is verified at least 30 days after implementation, with the evidence kept.',
      ['5 effectiveness - 30 day implementation'],
    ],
    ['late actions are no notification', 'Actions', 'Overdue actions are escalated to the owner after 7 days.', []],
    [
      'the next clause has a time of its own',
      'Communication',
      'The team is alerted within 15 minutes, and an engineer triages within 1 hour.',
      ['5 notification - 0.25 hour -', '5 triage - 1 hour -'],
    ],
    [
      'the upper end of a span',
      'Root cause',
      'The root cause is known in 15 minutes – 2 hours.',
      ['5 root-cause - 2 hour -'],
    ],
    [
      'a second time for the same matter',
      'Logs',
      'Logs are kept for at least 365 days, those of high-risk systems for 730 days.',
      ['5 retention - 365 day -', '5 retention - 730 day -'],
    ],
  ])('%s', (_, section, sentence, wanted) => expect(found(section, sentence)).toEqual(wanted));

  it('a table of severities: the review of the incident, and what all times count from', () => {
    expect(
      commitmentsOf(
        '# AI incident policy\n\n## Severity levels\n\n| Level | Criteria | Containment | Review |\n|---|---|---|---|\n| Critical | Harm | within 4 hours | within 5 days |\n| Major | Errors | within 24 hours | in the quarterly review |\n\nTimes run from detection.\n\n## Drills\n\nCritical and major incidents are rehearsed every 180 days.\n',
      ),
    ).toEqual([
      '7 containment Critical 4 hour detection',
      '7 incident-review Critical 5 day detection',
      '8 containment Major 24 hour detection',
      '14 drill Critical 180 day -',
      '14 drill Major 180 day -',
    ]);
  });

  it('stands on the line on which its sentence begins', () => {
    expect(
      found('Rules', 'Incidents happen, and nobody\nis blamed for them. The root cause\nis determined within 10 days.'),
    ).toEqual(['6 root-cause - 10 day -']);
  });
});

describe('several severities in one sentence', () => {
  const scale =
    '| Level | Meaning |\n|---|---|\n| SEV-1 | Harm to people |\n| SEV-2 | Wrong decisions |\n| SEV-3 | Degraded |\n';
  const found = (sentence: string) =>
    commitmentsOf(`# AI incident policy\n\n## Severity levels\n\n${scale}\n## Root cause\n\n${sentence}\n`)
      .filter((commitment) => commitment.includes('root-cause'))
      .map((commitment) => commitment.split(' ').slice(2, 5).join(' '));

  it.each([
    [
      'The root cause is determined: SEV-1 within 10 days, SEV-2 within 15 days and SEV-3 within 30 days.',
      ['SEV-1 10 day', 'SEV-2 15 day', 'SEV-3 30 day'],
    ],
    [
      'The root cause is determined within 10 days for SEV-1, within 15 days for SEV-2 and within 30 days for SEV-3.',
      ['SEV-1 10 day', 'SEV-2 15 day', 'SEV-3 30 day'],
    ],
    ['For SEV-1 and SEV-2 the root cause is determined within 10 days.', ['SEV-1 10 day', 'SEV-2 10 day']],
    ['The root cause of a SEV-3 is determined within 30 days.', ['SEV-3 30 day']],
  ])('%s', (sentence, wanted) => expect(found(sentence)).toEqual(wanted));
});

describe('a time in a text', () => {
  const policy = (body: string) => commitmentsOf(`# AI incident policy\n\n## Rules\n\n${body}\n`);

  it.each([
    [
      'Root cause analysis is completed within ten (10) business days of detection.',
      '5 root-cause - 10 business-day detection',
    ],
    ['The root cause is known no later than 2 weeks after containment.', '5 root-cause - 14 day containment'],
    ['Notify the authority within 72 hours after becoming aware.', '5 notification - 72 hour awareness'],
    ['Incident records are retained for 5 years.', '5 retention - 60 month -'],
    ['A tabletop exercise takes place twice a year.', '5 drill - 6 month -'],
    ['Containment starts in under 30 minutes.', '5 containment - 0.5 hour -'],
  ])('%s', (body, expected) => expect(policy(body)).toEqual([expected]));

  it.each([
    'Logs of the last 30 days are searched for the root cause.',
    'Containment is reported promptly.',
    'The root cause analysis is not to be completed within 10 days; this is to be defined.',
    'The team has worked together for 5 years.',
  ])('is no promise: %s', (body) => expect(policy(body)).toEqual([]));

  it('takes its unit from the column', () => {
    expect(
      commitmentsOf(
        '# AI incident policy\n\n## Severity\n\n| Severity | Contain (hours) | Root cause (business days) |\n|---|---|---|\n| SEV-1 | 4 | 5 |\n| SEV-2 | 24 | 10 |\n',
      ),
    ).toEqual([
      '7 containment SEV-1 4 hour -',
      '7 root-cause SEV-1 5 business-day -',
      '8 containment SEV-2 24 hour -',
      '8 root-cause SEV-2 10 business-day -',
    ]);
  });
});
