import { count } from '../text/plural.ts';
import { restate } from './compose.ts';
import { create, type Decision, decideSettled, decideStanding } from './lifecycle.ts';
import {
  type Identity,
  keyOf,
  type Managed,
  type Problem,
  ROLL_UP,
  type Settings,
  type Settlement,
  type Situation,
} from './model.ts';
import { digest } from './state.ts';

/** How problems without an issue are shared out: to issues of their own, and to the roll-up issue. */
export interface Shares {
  readonly own: readonly Problem[];
  readonly rolledUp: readonly Problem[];
}

/**
 * At most so many issues a day are opened, oldest due first; the rest is listed in one roll-up issue, which moves them
 * up on later days. The roll-up remembers its day and what it lists, so that a second run of the day moves nothing,
 * and so that a run that was stopped is taken up where it stood.
 * @param waiting problems without an issue, oldest due first
 */
export function share(
  waiting: readonly Problem[],
  rollUp: Managed | undefined,
  { day, maxNew }: { day: string; maxNew: number },
): Shares {
  const listed = rollUp && rollUp.own.status === 'open' ? (rollUp.own.items ?? '') : '';
  const isListed = (problem: Problem): boolean => hasItem(listed, problem);
  // While a person keeps the roll-up closed, what it lists stays there.
  const stays = rollUp?.own.day === day || rollUp?.state === 'closed';
  const open = stays ? waiting.filter((problem) => !isListed(problem)) : waiting;
  const own = open.slice(0, maxNew);
  return { own, rolledUp: waiting.filter((problem) => !own.includes(problem)) };
}

export function rollUpIdentity(project: string): Identity {
  return { project, record: '', problem: ROLL_UP };
}

/** The roll-up as a problem: it stands while anything is listed. */
function rollUpProblem(problems: readonly Problem[], { project }: Situation, { label }: Settings): Problem {
  const shown = problems.slice(0, MOST_SHOWN).map(({ listed }) => `- ${listed}`);
  const rest = problems.length > MOST_SHOWN ? [`- and ${problems.length - MOST_SHOWN} more`] : [];
  return {
    ...rollUpIdentity(project),
    title: 'More overdue CAPAs and missing root causes',
    text: [
      `${count(problems.length, 'problem')} without an issue of their own yet, oldest due first. Later runs open an issue for each.\n`,
      ...shown,
      ...rest,
      '\nThis issue closes by itself when the list is empty.',
      '\nText outside this block is yours and stays; the block is kept by aimscheck.',
    ].join('\n'),
    listed: '',
    file: '',
    daysLate: 0,
    labels: [label, ROLL_UP],
  };
}

/** What becomes of the roll-up. One that a person keeps closed goes on remembering what it lists, in silence. */
export function planRollUp(
  issue: Managed | undefined,
  problems: readonly Problem[],
  run: { situation: Situation; settings: Settings },
): Decision {
  const { situation, settings } = run;
  if (problems.length === 0) return issue ? decideSettled(issue, EMPTIED) : {};
  const problem = rollUpProblem(problems, situation, settings);
  const items = itemsOf(problems);
  const isSame = issue?.state === 'open' && issue.own.items === items;
  const day = isSame ? (issue.own.day ?? situation.day) : situation.day;
  if (!issue) return { operation: create(problem, settings, { items, day }) };
  const decision = decideStanding(issue, problem, settings, { items, day });
  if (!decision.left || issue.own.items === items) return decision;
  const body = restate(issue, { items, day });
  return {
    ...decision,
    operation: {
      kind: 'update',
      identity: rollUpIdentity(situation.project),
      number: issue.number,
      title: issue.title,
      why: 'list',
      mayBeSaid: false,
      changes: { body },
    },
  };
}

const EMPTIED: Settlement = { kind: 'resolved', why: 'the list is empty', text: 'the list is empty' };
const MOST_SHOWN = 200;
const MOST_ITEMS = 5_000;
const ITEM = 6;

/** Digests of what is listed, one after the other. */
function itemsOf(problems: readonly Problem[]): string {
  return problems.slice(0, MOST_ITEMS).map(itemOf).sort().join('');
}

function itemOf(problem: Problem): string {
  return digest(keyOf(problem), ITEM);
}

function hasItem(items: string, problem: Problem): boolean {
  const item = itemOf(problem);
  for (let at = items.indexOf(item); at >= 0; at = items.indexOf(item, at + 1)) if (at % ITEM === 0) return true;
  return false;
}
