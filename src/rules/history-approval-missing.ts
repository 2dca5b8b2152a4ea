import { type Governed, governedChanges } from '../history/approvals.ts';
import { approversOf, type MergedPull, pullsOf } from '../history/reviews.ts';
import { joinNames } from '../text/list.ts';
import { defineHistoryRule, type HistoryContext } from './define-rule.ts';
import { loginOf } from './shared/author.ts';

export default defineHistoryRule({
  id: 'history-approval-missing',
  section: null,
  layer: 'operation',
  severity: 'error',
  references: ['7.5.2'],
  summary:
    'A policy was changed, a record closed or a waiver granted without an approving review by its approver or a code owner.',
  rationale:
    'A name under "approver" is a claim; a review that GitHub recorded before the merge shows that somebody looked.',
  fix: 'Have the document approved in a pull request by the approver it names or by a code owner; then run "aimscheck capture reviews".',
  *check(timeline, context) {
    const { reviews } = context;
    if (!reviews) return;
    const open = new Map<unknown, { change: Governed; lack: string }[]>();
    for (const change of governedChanges(timeline)) {
      const pulls = pullsOf(reviews, change.landing);
      if (!pulls) continue;
      const lack = lackOf(change, pulls, context);
      // Who approves a document later has seen the whole of it.
      const before = lack === undefined ? [] : (open.get(change.record) ?? []);
      open.set(change.record, lack === undefined ? before : [...before, { change, lack }]);
    }
    for (const { change, lack } of [...open.values()].flat()) {
      const { record, transition, landing, what, pointer } = change;
      yield { record, transition, place: { pointer }, anchor: `${pointer}/${landing}`, message: `${what} ${lack}` };
    }
  },
});

/** What an approval lacks; undefined where there is one by somebody who may give it. */
function lackOf(
  { approver, record }: Governed,
  pulls: readonly MergedPull[],
  { people, ownersOf }: HistoryContext,
): string | undefined {
  const [pull] = pulls;
  if (!pull) return 'by a push, without a pull request';
  const approvers = pulls.flatMap(approversOf);
  if (approvers.length === 0) return `in pull request ${pull.number} without an approving review`;
  const owners = ownersOf(record.ref.path);
  const named = loginOf(approver, people);
  const expected = [...(named === undefined ? [] : [named]), ...owners];
  // Who is in a team, or behind a name that nobody tied to a login, is not known here.
  if (expected.length === 0 || owners.some((owner) => owner.includes('/'))) return undefined;
  const isExpected = (login: string) => expected.some((one) => one.toLowerCase() === login.toLowerCase());
  if (approvers.some(isExpected)) return undefined;
  return `in pull request ${pull.number}, approved by ${joinNames(approvers, 'and')}, not by ${joinNames(expected, 'or')}`;
}
