import { count } from '../text/plural.ts';
import { daysBetween, deadlineOf, spanOf } from '../time.ts';
import { defineDocumentRule } from './define-rule.ts';

export default defineDocumentRule({
  id: 'capa-extension-after-due',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'warning',
  references: ['10.2'],
  summary: 'An extension was asked for after the due date had passed.',
  rationale:
    'An extension asked for in time is a decision about risk; one asked for afterwards only tidies the record.',
  fix: 'Nothing can be mended in the past: say in the reason why it was late, and ask for the next one before the date.',
  kinds: ['capa'],
  check({ value: { extensions = [] } }, { zone }) {
    return extensions.flatMap(({ from, requested_at: asked }, i) => {
      const [due, request] = [deadlineOf(from, zone), spanOf(asked, zone)];
      if (due === undefined || !request || request.start <= due) return [];
      const place = { pointer: `/extensions/${i}/requested_at` };
      const late = count(daysBetween(zone.dateOf(due), zone.dateOf(request.start)), 'day');
      return { place, message: `Extension asked for ${late} after ${from}, the date it was to move` };
    });
  },
});
