import { dayOf, dueMoves } from '../history/due-moves.ts';
import { defineHistoryRule } from './define-rule.ts';

export default defineHistoryRule({
  id: 'history-extension-after-due',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'warning',
  references: ['10.2', '7.5.3'],
  summary: 'An extension of a CAPA was committed after the due date it extends had passed.',
  rationale: 'An extension is a decision taken while there is still time; one written afterwards only hides the delay.',
  fix: 'Ask for extensions before the date passes. Where it was approved in time and written down late, say so in an entry under "errata:" with the field extensions.',
  *check(timeline, { zone }) {
    for (const record of timeline.records) {
      if (record.kind !== 'capa') continue;
      for (const { transition, from, to, days, extension, isAfterDue } of dueMoves(record, zone)) {
        if (days <= 0 || !extension || !isAfterDue) continue;
        const { errata = [], extensions = [] } = record.now?.value ?? {};
        if (errata.some(({ fields }) => fields?.includes('extensions'))) continue;
        const at = extensions.findIndex((entry) => dayOf(entry.to) === to);
        const pointer = at < 0 ? '/due_date' : `/extensions/${at}`;
        const message = `The extension to ${to} was committed after ${from}, the date it extends, had passed`;
        yield { record, transition, place: { pointer }, anchor: `/extensions/${to}`, message };
      }
    }
  },
});
