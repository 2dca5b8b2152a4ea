import type { RecordHistory, Transition } from '../history/model.ts';
import { count } from '../text/plural.ts';
import { defineHistoryRule, type HistoryReport } from './define-rule.ts';
import { quote } from './shared/history.ts';

interface Options {
  readonly reworded: number;
}

export default defineHistoryRule<Options>({
  id: 'policy-version-not-bumped',
  section: null,
  layer: 'design',
  severity: 'warning',
  references: ['7.5.3', '7.5.2'],
  summary: 'The text or the approver of a policy was changed, but neither its version nor its list of changes.',
  rationale:
    'Whoever was trained on version 2.1 must be able to trust that version 2.1 says what it said; two texts under one number cannot be told apart.',
  fix: 'Raise the version, or add the change to the version history of the policy.',
  options: {
    reworded: {
      title: 'Reworded',
      description: 'Share of the words of a policy, from 0 to 1, that may differ under the same version.',
      type: 'number',
      minimum: 0,
      maximum: 1,
    },
  },
  defaults: { reworded: 0 },
  *check({ documents }, { options }) {
    for (const record of documents) {
      if (record.kind !== 'policy' || !record.now) continue;
      const report = unversioned(record, options.reworded);
      if (report) yield report;
    }
  },
});

/** What was changed since the version that stands now was written; nothing while it is a draft or bears no version. */
function unversioned(record: RecordHistory, reworded: number): HistoryReport | undefined {
  const since = record.transitions.slice(record.transitions.findLastIndex(isVersioned) + 1);
  const silent = since.filter((transition) => changesOf(transition, reworded).length > 0);
  const transition = silent.at(-1);
  if (!transition?.after || isUndone(since)) return undefined;
  const { version } = transition.after.value;
  const what = [...new Set(silent.flatMap((one) => changesOf(one, reworded)))].join(' and ');
  const often = silent.length === 1 ? '' : `, in ${count(silent.length, 'commit')}`;
  const message = `${what.replace('the', 'The')} changed under the same version ${quote(version)}${often}`;
  return { record, transition, place: { pointer: '/version' }, anchor: `/version/${version ?? ''}`, message };
}

/** It came, was given a new version or a line in its list of changes, or was not in force. */
function isVersioned({ before, after, changes }: Transition): boolean {
  if (!before || !after || after.value.version === undefined) return true;
  if (after.value.status === 'draft' || before.value.status === 'draft') return true;
  return changes.some(({ pointer }) => pointer === '/version' || pointer === '/changelog');
}

/** A new approval of the same text needs no new version; another approver without one does. */
function changesOf({ changes }: Transition, reworded: number): string[] {
  const has = (pointer: string) => changes.some((change) => change.pointer === pointer);
  const isText = changes.some(({ pointer, share }) => pointer === '' && share > reworded);
  const isApprover = has('/approver') && !has('/approved_at') && !has('/effective_date') && !has('/last_review');
  return [...(isText ? ['the text'] : []), ...(isApprover ? ['the approver'] : [])];
}

/** Whether the last text is that of the version as it was written: what was changed was put back. */
function isUndone(since: readonly Transition[]): boolean {
  const [first, last] = [since[0]?.before, since.at(-1)?.after];
  return first !== undefined && last !== undefined && first.blob === last.blob;
}
