import { defineDocumentRule } from './define-rule.ts';
import { findPlaceholder, mayHoldPlaceholder, saysNotApplicable } from './shared/placeholder.ts';
import { findTexts, textsOf } from './shared/text-fields.ts';

/** Ids and levels have rules of their own, and an embedded CAPA is a record of its own. */
const SKIPPED = new Set([
  'id',
  'severity',
  'system_id',
  'duplicate_of',
  'waivers',
  'capa_refs',
  'runbook_ref',
  'effectiveness_pending_capas',
  'capa',
]);

/** Fields that the record format asks an answer for. */
const ASKED = new Set([
  'title',
  'summary',
  'severity_rationale',
  'description',
  'decision',
  'rationale',
  'reason',
  'reason_if_none',
  'not_applicable_reason',
  'escape_point',
  'statement',
  'whys',
  'event',
  'lessons',
  'owner',
  'lead',
  'by',
  'reporter',
  'closed_by',
  'approved_by',
]);

export default defineDocumentRule({
  id: 'incident-placeholder-text',
  section: null,
  layer: 'operation',
  severity: 'warning',
  references: ['7.5.2'],
  summary: 'A field of an incident holds a placeholder in the place of an answer.',
  rationale:
    'A field that says "TBD" counts as filled for every tool and as empty for every auditor: the gap is found in the audit and not before.',
  fix: 'Write the answer, or leave the field empty until there is one.',
  kinds: ['incident'],
  check({ value }) {
    if (!mayHoldPlaceholder(textsOf(value).prose)) return undefined;
    return findTexts(value, isPlaceholder, SKIPPED).map(({ pointer, key, text }) => {
      const mark = findPlaceholder(text) ?? text.trim();
      return { place: { pointer }, message: `Unexpected placeholder ${JSON.stringify(shorten(mark))} as ${key}` };
    });
  },
});

function isPlaceholder(text: string, key: string): boolean {
  return findPlaceholder(text) !== undefined || (ASKED.has(key) && saysNotApplicable(text));
}

function shorten(mark: string): string {
  return mark.length > 40 ? `${mark.slice(0, 39)}…` : mark;
}
