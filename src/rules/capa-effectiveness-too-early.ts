import { count } from '../text/plural.ts';
import { daysBetween, spanOf } from '../time.ts';
import { defineDocumentRule } from './define-rule.ts';

interface Options {
  readonly days: number;
}

export default defineDocumentRule<'capa', Options>({
  id: 'capa-effectiveness-too-early',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'warning',
  references: ['10.2 d'],
  summary: 'The effectiveness of a CAPA was checked too soon after it was implemented.',
  rationale:
    'On the day after the change nothing has recurred yet, whatever was changed; the check shows something only after the cause had time to strike again.',
  fix: 'Check again after the window and write the new performed_at and result; a shorter window for your systems goes into the option "days".',
  options: {
    days: {
      title: 'Days',
      description: 'Days from implementation to the check, at least.',
      type: 'integer',
      minimum: 0,
      maximum: 365,
    },
  },
  defaults: { days: 30 },
  kinds: ['capa'],
  check({ value: { implemented_at: implemented, effectiveness } }, { zone, options }) {
    const [start, check] = [spanOf(implemented, zone), spanOf(effectiveness?.performed_at, zone)];
    if (!start || !check) return undefined;
    const days = daysBetween(zone.dateOf(start.start), zone.dateOf(check.end));
    if (days < 0 || days >= options.days) return undefined;
    return {
      place: { pointer: '/effectiveness/performed_at' },
      message: `Effectiveness checked ${count(days, 'day')} after implementation, expected at least ${options.days}`,
    };
  },
});
