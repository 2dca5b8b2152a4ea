import { dayOf } from '../history/due-moves.ts';
import type { RecordVersion, Transition } from '../history/model.ts';
import { type MergedPull, pullsOf, type Reviews } from '../history/reviews.ts';
import { defineHistoryRule } from './define-rule.ts';
import { isAuthor, loginOf } from './shared/author.ts';
import { steps } from './shared/history.ts';

export default defineHistoryRule({
  id: 'history-self-approved',
  section: null,
  layer: 'operation',
  severity: 'error',
  references: ['7.5.2'],
  summary: 'Somebody committed a closure, an extension or a lower severity together with their own approval of it.',
  rationale: 'An approval is a second pair of eyes; where author and approver are one, nobody looked.',
  fix: 'Let somebody else approve it: in a commit of their own, or as the reviewer who is then named.',
  *check(timeline, { people, reviews }) {
    for (const { record, transition, before, after } of steps(timeline)) {
      for (const { pointer, approver, what } of newApprovals(before, after)) {
        if (!stands(record.now, pointer, approver)) continue;
        const pull = reviews && proposedBy(loginOf(approver, people), transition, reviews);
        if (!isAuthor(transition.commit, approver, people) && !pull) continue;
        const message = pull
          ? `${what} and its approval by ${approver} were proposed by the same person, in pull request ${pull.number}`
          : `${what} and its approval by ${approver} were committed by the same person`;
        yield { record, transition, place: { pointer }, message };
      }
    }
  },
});

/** The pull request of that person that brought the change, whoever committed it. */
function proposedBy(login: string | undefined, { landing }: Transition, reviews: Reviews): MergedPull | undefined {
  if (login === undefined || landing === undefined) return undefined;
  return pullsOf(reviews, landing)?.find(({ author }) => author.toLowerCase() === login.toLowerCase());
}

interface Approval {
  readonly pointer: string;
  readonly approver: string;
  readonly what: string;
}

/** Approvals that came with what they approve; one that was added to it later stands for itself. */
function newApprovals({ value: before }: RecordVersion, { value: after }: RecordVersion): Approval[] {
  const closure = after.closure?.approved_by;
  const found: Approval[] = [];
  if (closure !== undefined && before.closure?.closed_at === undefined) {
    found.push({ pointer: '/closure/approved_by', approver: closure, what: 'The closure' });
  }
  for (const [i, { to, approved_by: approver }] of (after.extensions ?? []).entries()) {
    if (approver === undefined || before.extensions?.some((one) => dayOf(one.to) === dayOf(to))) continue;
    found.push({ pointer: `/extensions/${i}/approved_by`, approver, what: `The extension to ${to}` });
  }
  for (const [i, { to, approved_by: approver }] of (after.severity_history ?? []).entries()) {
    if (approver === undefined || i < (before.severity_history?.length ?? 0)) continue;
    found.push({ pointer: `/severity_history/${i}/approved_by`, approver, what: `The severity ${to}` });
  }
  return found;
}

/** Whether the approval is still that person's. */
function stands(now: Transition['after'], pointer: string, approver: string): boolean {
  const [, list = '', key = ''] = pointer.split('/');
  const value = now?.value;
  const entry =
    list === 'closure'
      ? value?.closure
      : list === 'extensions'
        ? value?.extensions?.[Number(key)]
        : value?.severity_history?.[Number(key)];
  return entry?.approved_by === approver;
}
