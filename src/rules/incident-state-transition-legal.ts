import type { Report } from '../types.ts';
import { defineDocumentRule, type Values } from './define-rule.ts';
import { isKnownState, isLegalMove, SETTLED } from './shared/incident-moves.ts';

type Entry = NonNullable<Values['incident']['state_history']>[number];

export default defineDocumentRule({
  id: 'incident-state-transition-legal',
  section: null,
  layer: 'operation',
  severity: 'error',
  references: ['8.1', '7.5.3'],
  summary:
    'The state history of an incident skips a state without a reason, moves back, or does not lead to its state.',
  rationale:
    'Each state stands for work that was done; an incident that jumps from report to closure shows an auditor which work was not.',
  fix: 'Add the missing entry to "state_history:", or give the entry that skips a state its "reason:".',
  kinds: ['incident'],
  check({ value: { state, state_history: history = [] } }) {
    const reports: Report[] = [];
    for (const [i, entry] of history.entries()) {
      const message = wrongMove(history[i - 1], entry);
      if (message !== undefined) reports.push({ place: { pointer: `/state_history/${i}/state` }, message });
    }
    const last = history.at(-1)?.state;
    if (last === undefined || state === undefined || last === state) return reports;
    reports.push({
      place: { pointer: '/state' },
      message: `Unexpected state ${state}, expected ${last}, the last of the state history`,
      help: 'Add an entry with state, at and by to "state_history:", or set "state:" to its last entry.',
    });
    return reports;
  },
});

/** The history may have been begun late: nothing is known of what was before its first entry. */
function wrongMove(before: Entry | undefined, { state, reason }: Entry): string | undefined {
  const from = before?.state;
  if (!isKnownState(from) || !isKnownState(state) || isLegalMove(from, state)) return undefined;
  // Back from where nothing follows is a reopening; anything else may be skipped or undone for a reason.
  if (reason !== undefined && !SETTLED.has(from)) return undefined;
  if (SETTLED.has(from)) return `Unexpected move from ${from} to ${state}, expected reopened`;
  return `Unexpected move from ${from} to ${state} without a reason`;
}
