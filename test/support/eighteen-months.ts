import { type Chapter, type Story, startStory } from './story.ts';

const LENA = 'Lena Brandt <l.brandt@halden.example>';
const OMAR = 'Omar Duarte <o.duarte@halden.example>';
const RUTH = 'Ruth Iyer <r.iyer@halden.example>';

interface CapaFacts {
  readonly state: string;
  readonly due: string;
  readonly owner?: string;
  readonly extensions?: string;
  readonly more?: string;
}

/** A CAPA with what the ledger reads, and prose around it. */
function capa(number: number, { state, due, owner = 'l.brandt', extensions = '', more = '' }: CapaFacts): string {
  return `id: CAPA-2025-00${number}
title: Tell numbers with a unit from those without, part ${number}
kind: corrective
state: ${state}
source: incident
source_refs:
  - AI-INC-2025-001
problem_statement: The feed gives amounts without units, and the model reads them as euros.
owner: ${owner}
opened_at: 2025-05-12
priority: high
due_date: ${due}
${extensions}${more}`;
}

const incident = (severity: string, state: string, more = '') => `id: AI-INC-2025-001
title: Claims read in the wrong currency
kind: incident
state: ${state}
severity: ${severity}
detected_at: 2025-05-05T08:00:00Z
summary: After the feed changed, amounts without a unit were read as euros, and 41 claims were paid at a wrong rate.
evidence:
  - id: EV-1
    type: log
    uri: s3://halden-evidence/2025-001/feed.log
${more}`;

const extension = (from: string, to: string) => `extensions:
  - from: ${from}
    to: ${to}
    reason: The supplier ships the new feed a quarter later
    approved_by: r.iyer
`;

const FIRST = 'capas/CAPA-2025-001.yml';
const SECOND = 'capas/CAPA-2025-002.yml';
const THIRD = 'capas/CAPA-2025-003.yml';
const MOVED = 'capas/2025/CAPA-2025-003-feed.yml';
const INCIDENT = 'incidents/AI-INC-2025-001.yml';

const EXTENDED = extension('2025-08-29', '2025-11-28');

/** Before the branch: records are kept, a date moves with an extension, another in silence. */
const BEGINNING: readonly Chapter[] = [
  {
    at: '2025-05-12T09:00:00Z',
    by: LENA,
    message: 'Open AI-INC-2025-001 with two CAPAs',
    write: {
      [INCIDENT]: incident('SEV-1', 'remediating'),
      [FIRST]: capa(1, { state: 'open', due: '2025-08-29' }),
      [SECOND]: capa(2, { state: 'open', due: '2025-09-30', owner: 'o.duarte' }),
    },
  },
  {
    at: '2025-06-20T10:00:00Z',
    by: LENA,
    message: 'Plan approved',
    write: { [FIRST]: capa(1, { state: 'plan-approved', due: '2025-08-29' }) },
  },
  {
    at: '2025-08-20T15:00:00Z',
    by: LENA,
    message: 'Extend CAPA-2025-001 (#12)',
    write: { [FIRST]: capa(1, { state: 'in-progress', due: '2025-11-28', extensions: EXTENDED }) },
  },
  {
    at: '2025-10-14T17:30:00Z',
    by: OMAR,
    message: 'Housekeeping',
    write: { [SECOND]: capa(2, { state: 'in-progress', due: '2025-12-31', owner: 'o.duarte' }) },
  },
];

/** On a branch, merged by pull request 21: a third CAPA, and the silent move of its date. */
const BRANCH: readonly Chapter[] = [
  {
    at: '2025-11-03T09:00:00Z',
    by: OMAR,
    message: 'CAPA for the second feed',
    write: { [THIRD]: capa(3, { state: 'open', due: '2026-01-30', owner: 'o.duarte' }) },
  },
  {
    at: '2025-11-10T09:00:00Z',
    by: OMAR,
    message: 'More time',
    write: { [THIRD]: capa(3, { state: 'open', due: '2026-03-31', owner: 'o.duarte' }) },
  },
];

/** Meanwhile on main. */
const MEANWHILE: Chapter = {
  at: '2025-11-06T09:00:00Z',
  by: RUTH,
  message: 'Lower the severity',
  write: { [INCIDENT]: incident('SEV-3', 'remediating') },
};

const AFTER: readonly Chapter[] = [
  {
    at: '2025-11-27T16:00:00Z',
    by: LENA,
    message: 'CAPA-2025-001 done',
    write: {
      [FIRST]: capa(1, {
        state: 'implemented',
        due: '2025-11-28',
        extensions: EXTENDED,
        more: 'implemented_at: 2025-11-27\n',
      }),
    },
  },
  { at: '2026-01-12T09:00:00Z', by: RUTH, message: 'Records by year', move: { [THIRD]: MOVED } },
  {
    at: '2026-02-02T09:00:00Z',
    by: RUTH,
    message: 'Squashed: close CAPA-2025-001, evidence of the incident tidied (#30)',
    write: {
      [FIRST]: capa(1, {
        state: 'closed-effective',
        due: '2025-11-28',
        extensions: EXTENDED,
        more: 'implemented_at: 2025-11-27\n',
      }),
      [INCIDENT]: incident('SEV-3', 'verifying').replace(/evidence:\n(?: .*\n)+/, ''),
    },
  },
  {
    at: '2026-03-02T11:00:00Z',
    by: OMAR,
    message: 'CAPA-2025-002 in April',
    edit: [{ file: SECOND, old: 'due_date: 2025-12-31', new: 'due_date: 2026-04-30' }],
  },
];

const ENDING: readonly Chapter[] = [
  {
    at: '2026-05-04T09:00:00Z',
    by: LENA,
    message: 'Not effective after all',
    write: {
      [FIRST]: capa(1, {
        state: 'in-progress',
        due: '2025-11-28',
        extensions: EXTENDED,
        more: 'implemented_at: 2025-11-27\n',
      }),
    },
  },
  { at: '2026-10-20T09:00:00Z', by: OMAR, message: 'Clean up', remove: [SECOND] },
  {
    at: '2026-11-02T09:00:00Z',
    by: LENA,
    message: 'One more quarter, as approved',
    edit: [
      {
        file: MOVED,
        old: 'due_date: 2026-03-31\n',
        new: `due_date: 2026-06-30\n${extension('2026-03-31', '2026-06-30')}`,
      },
    ],
  },
];

/**
 * Eighteen months of three CAPAs and an incident: extensions and silent moves, a branch merged by pull request, a record
 * that is moved, a squash, a revert, a reopening and a removal; and a commit that a force push takes away again.
 */
export function eighteenMonths(): Story {
  const story = startStory();
  for (const chapter of BEGINNING) story.tell(chapter);
  story.git('checkout', '--quiet', '-b', 'second-feed');
  for (const chapter of BRANCH) story.tell(chapter);
  story.git('checkout', '--quiet', 'main');
  story.tell(MEANWHILE);
  const merging = { at: '2025-11-17T12:00:00Z', by: RUTH };
  story.gitAs(
    merging,
    'merge',
    '--quiet',
    '--no-ff',
    '-m',
    'Merge pull request #21 from halden/second-feed',
    'second-feed',
  );
  for (const chapter of AFTER) story.tell(chapter);
  story.gitAs({ at: '2026-03-09T09:00:00Z', by: RUTH }, 'revert', '--no-edit', 'HEAD');
  // Pushed, and taken away by a force push the day after: nothing that is left tells of it.
  story.tell({
    at: '2026-04-01T09:00:00Z',
    by: OMAR,
    message: 'Next year',
    edit: [{ file: SECOND, old: 'due_date: 2025-12-31', new: 'due_date: 2027-01-29' }],
  });
  story.git('reset', '--quiet', '--hard', 'HEAD~1');
  for (const chapter of ENDING) story.tell(chapter);
  return story;
}
