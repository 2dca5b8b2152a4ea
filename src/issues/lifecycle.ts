import { count } from '../text/plural.ts';
import { type Composed, compose, composeNew, restate } from './compose.ts';
import type {
  Changes,
  CreateOperation,
  EditOperation,
  Left,
  Managed,
  Operation,
  Problem,
  Settings,
  Settlement,
  State,
} from './model.ts';

/** What becomes of one issue: an operation, or the reason why it is left, or nothing. */
export interface Decision {
  readonly operation?: Operation;
  readonly left?: Left;
}

const NOTHING: Decision = {};

/** A new issue. One that opens late starts at its step: nothing is escalated that nobody was told of. */
export function create(problem: Problem, settings: Settings, patch: Partial<State> = {}): CreateOperation {
  const { project, record, problem: name, title, labels, login } = problem;
  return {
    kind: 'create',
    identity: { project, record, problem: name },
    draft: {
      title,
      body: composeNew(problem, { step: stepOf(problem, settings), ...patch }),
      labels,
      assignees: login === undefined ? [] : [login],
      ...(settings.milestone === undefined ? {} : { milestone: settings.milestone }),
    },
  };
}

/**
 * The next step of an issue whose problem stands.
 * @param patch what the block is to remember beside its usual state
 */
export function decideStanding(
  issue: Managed,
  problem: Problem,
  settings: Settings,
  patch: Partial<State> = {},
): Decision {
  const step = stepOf(problem, settings);
  if (issue.state === 'closed') return decideClosed(issue, problem, { ...patch, step });
  const { own } = issue;
  if (own.status === 'open' && step > own.step) return escalate(issue, problem, settings);
  return update(issue, problem, { ...patch, status: 'open', step });
}

/** The next step of an issue whose problem does not stand. What a person reopened stays open. */
export function decideSettled(issue: Managed, settlement: Settlement): Decision {
  if (issue.state === 'closed' || issue.own.status !== 'open') return NOTHING;
  if (settlement.kind === 'unknown') return { left: leave(issue, `kept as it is: ${settlement.why}`) };
  const isResolved = settlement.kind === 'resolved';
  const text = isResolved
    ? `Resolved: ${settlement.text}. aimscheck closes this issue.`
    : `Closed as not planned: ${settlement.text}.`;
  return {
    operation: edit(issue, {
      kind: isResolved ? 'resolve' : 'close',
      why: settlement.why,
      event: settlement.kind,
      text,
      state: { status: settlement.kind },
      changes: { state: 'closed', reason: isResolved ? 'completed' : 'not_planned' },
    }),
  };
}

/** A second issue of one identity. The lower number wins. */
export function closeDuplicate(issue: Managed, winner: number): EditOperation {
  return edit(issue, {
    kind: 'close',
    why: `duplicate of #${winner}`,
    ...(issue.own.status === 'duplicate'
      ? {}
      : { event: 'duplicate', text: `Duplicate of #${winner}, which aimscheck keeps.` }),
    state: { status: 'duplicate' },
    changes: { state: 'closed', reason: 'not_planned' },
  });
}

/** The highest escalation step that a problem has reached. */
export function stepOf({ daysLate }: Pick<Problem, 'daysLate'>, { escalation }: Settings): number {
  return escalation.filter(({ days }) => days <= daysLate).at(-1)?.days ?? 0;
}

function decideClosed(issue: Managed, problem: Problem, patch: Partial<State>): Decision {
  const { own, reason } = issue;
  const byUs = own.status !== 'open';
  if (reason === 'not_planned' || reason === 'duplicate') {
    if (!byUs || own.status === 'resolved') {
      const why = `a person closed it as ${reason === 'duplicate' ? 'a duplicate' : 'not planned'}: an unapproved waiver`;
      return { left: { ...leave(issue, why), isUnapprovedWaiver: true } };
    }
  }
  if (byUs) {
    const text = 'Open again: the check finds the problem again.';
    return reopen(issue, problem, { patch: { ...patch, reopened: 0 }, event: 'regressed', text });
  }
  if (own.reopened > 0) return { left: leave(issue, 'a person closed it again although the problem stands') };
  const text =
    'Reopened once: it was closed as completed, and the check still finds the problem. Closed again, it stays closed.';
  return reopen(issue, problem, { patch: { ...patch, reopened: 1 }, event: 'reopened', text });
}

function reopen(
  issue: Managed,
  problem: Problem,
  how: { patch: Partial<State>; event: string; text: string },
): Decision {
  const composed = compose(issue, problem, { ...how.patch, status: 'open' });
  return {
    operation: edit(issue, {
      kind: 'reopen',
      why: how.event === 'regressed' ? 'the problem is back' : 'closed as completed, and the problem stands',
      event: how.event,
      text: how.text,
      composed,
      changes: { state: 'open', reason: 'reopened' },
    }),
  };
}

function escalate(issue: Managed, problem: Problem, settings: Settings): Decision {
  const days = stepOf(problem, settings);
  const mention = settings.escalation.find((step) => step.days === days)?.mention ?? [];
  const who = mention.length > 0 ? ` ${mention.map((login) => `@${login}`).join(' ')}` : '';
  return {
    operation: edit(issue, {
      kind: 'escalate',
      why: `${count(days, 'day')} late`,
      event: `escalated-${days}`,
      text: `Overdue for ${count(days, 'day')} or more: it was due on ${problem.due ?? ''}.${who}`,
      composed: compose(issue, problem, { step: days }),
      changes: {},
    }),
  };
}

function update(issue: Managed, problem: Problem, state: Partial<State>): Decision {
  const composed = compose(issue, problem, state);
  if (composed.changed.length === 0) return NOTHING;
  return { operation: edit(issue, { kind: 'update', why: composed.changed.join(', '), composed, changes: {} }) };
}

interface Edit {
  readonly kind: EditOperation['kind'];
  readonly why: string;
  /** With `text`: a comment. */
  readonly event?: string;
  readonly text?: string;
  readonly composed?: Composed;
  /** Where the text of the block stays. */
  readonly state?: Partial<State>;
  readonly changes: Changes;
}

/** In a locked conversation nothing is said. */
function edit(issue: Managed, { kind, why, event, text, composed, state = {}, changes }: Edit): EditOperation {
  const { own, number, comments, locked } = issue;
  const speaks = event !== undefined && text !== undefined && !locked;
  const said = own.comments + (speaks ? 1 : 0);
  const mark = `<!-- aimscheck:said ${said} ${event ?? ''} -->`;
  const content = composed
    ? composed.write({ comments: said })
    : { body: restate(issue, { ...state, comments: said }) };
  return {
    kind,
    identity: { project: own.project, record: own.record, problem: own.problem },
    number,
    title: issue.title,
    why,
    ...(speaks ? { comment: { mark, text: `${mark}\n${text}` } } : {}),
    mayBeSaid: speaks && comments > own.comments,
    changes: { ...content, ...changes },
  };
}

function leave({ number, title }: Managed, why: string): Left {
  return { number, title, why, isUnapprovedWaiver: false };
}
