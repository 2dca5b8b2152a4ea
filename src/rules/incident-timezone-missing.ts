import { lacksOffset } from '../time.ts';
import { defineDocumentRule } from './define-rule.ts';
import { findTexts, textsOf } from './shared/text-fields.ts';

/** Keys that hold a time, at any depth. */
const TIME = /(?:^|_)(?:at|until)$/;

function isTimeWithoutOffset(text: string, key: string): boolean {
  return lacksOffset(text) && TIME.test(key);
}

export default defineDocumentRule({
  id: 'incident-timezone-missing',
  section: null,
  layer: 'operation',
  severity: 'warning',
  references: ['7.5.2'],
  summary: 'A date-time does not say its offset from UTC.',
  rationale:
    'Clocks of hours, a regulator counts some from the minute of awareness, cannot be computed from a time that may be off by half a day.',
  fix: 'Add the offset: 2026-03-14T09:30:00+01:00, or Z for UTC.',
  kinds: ['incident'],
  check({ value }) {
    // Nearly all times have one: only the others are looked for.
    if (!textsOf(value).times.some(({ text }) => lacksOffset(text))) return undefined;
    return findTexts(value, isTimeWithoutOffset).map(({ pointer, key, text }) => ({
      place: { pointer },
      message: `Missing offset of ${key} ${text}`,
      help: `Write ${text}+01:00, with the offset of the place whose clock it is, or ${text}Z for UTC.`,
    }));
  },
});
