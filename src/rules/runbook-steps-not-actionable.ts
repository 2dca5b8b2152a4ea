import { runbookSections } from '../generated/outline.ts';
import { isRecord } from '../text/is-record.ts';
import { defineDocumentRule } from './define-rule.ts';
import { findPlaceholder } from './shared/placeholder.ts';
import { blocksUnder, isActionable, saysItDoesNotApply } from './shared/steps.ts';

const REQUIRED = runbookSections.filter(({ required }) => required);

export default defineDocumentRule({
  id: 'runbook-steps-not-actionable',
  section: 'containment-and-rollback',
  layer: 'implementation',
  severity: 'warning',
  references: ['8.1'],
  summary: 'A section that every runbook needs has no steps: nothing numbered, no command, no instruction.',
  rationale:
    'A description of what rollback means helps nobody at night; whoever is paged needs the next thing to type, press or say.',
  fix: 'Write numbered steps, each with what to do and what to expect; where the section does not apply, say so and why.',
  kinds: ['runbook'],
  check({ value: { sections = {} }, body }) {
    const lines = new Map<number, string>();
    for (const { key, title } of REQUIRED) {
      const line = lineOf((sections as Readonly<Record<string, unknown>>)[key]);
      if (line !== undefined && !lines.has(line)) lines.set(line, title);
    }
    return [...lines].flatMap(([line, title]) => {
      const blocks = blocksUnder(body?.blocks ?? [], line);
      if (!blocks || isActionable(blocks) || saysItDoesNotApply(blocks)) return [];
      // What is still to be written is told by runbook-placeholder.
      if (blocks.some(({ text }) => findPlaceholder(text) !== undefined)) return [];
      const lack = blocks.length === 0 ? 'is empty' : 'has no steps';
      return { place: { line }, message: `Section "${title}" ${lack}, expected numbered steps or commands` };
    });
  },
});

/** The line of a section's heading, as the reader of runbooks marks it. */
function lineOf(mark: unknown): number | undefined {
  return isRecord(mark) && typeof mark.x_line === 'number' ? mark.x_line : undefined;
}
