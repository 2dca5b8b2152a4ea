import type { Block } from '../types.ts';
import { defineDocumentRule } from './define-rule.ts';
import { findPlaceholder } from './shared/placeholder.ts';
import { findTexts } from './shared/text-fields.ts';

const SKIPPED = new Set(['id', 'sections']);
/** Names that documentation reserves for examples (RFC 2606): in a runbook nobody answers there. */
const EXAMPLE_HOST = /(?<![\w-])example\.(?:com|org|net)\b/i;

export default defineDocumentRule({
  id: 'runbook-placeholder',
  section: null,
  layer: 'implementation',
  severity: 'warning',
  references: ['7.5.3', '7.5.2'],
  summary: 'A runbook holds a placeholder: a TODO, a blank to fill in, an address at example.com.',
  rationale: 'The step that was left for later is the one that is missing at night.',
  fix: 'Write what belongs there; a value that changes from case to case stands in a command.',
  kinds: ['runbook'],
  check({ value, body }) {
    const fields = findTexts(value, (text) => markIn(text) !== undefined, SKIPPED);
    const blocks = (body?.blocks ?? []).filter((block) => markInBlock(block) !== undefined);
    return [
      ...fields.map(({ pointer, key, text }) => ({
        place: { pointer },
        message: `Unexpected placeholder ${markIn(text)} as ${key}`,
      })),
      ...blocks.map((block) => ({
        place: { line: block.line },
        message: `Unexpected placeholder ${markInBlock(block)}`,
      })),
    ];
  },
});

function markIn(text: string): string | undefined {
  const mark = findPlaceholder(text) ?? EXAMPLE_HOST.exec(text)?.[0];
  if (mark === undefined) return undefined;
  return JSON.stringify(mark.length > 40 ? `${mark.slice(0, 39)}…` : mark);
}

/** In code a name in angle brackets is a parameter. */
function markInBlock({ type, text, cells }: Block): string | undefined {
  if (type === 'code' || type === 'html') return undefined;
  return cells ? cells.map(markIn).find((mark) => mark !== undefined) : markIn(text);
}
