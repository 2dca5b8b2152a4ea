import { Liquid } from 'liquidjs';
import type { Profile } from '../documents.ts';
import { UsageError } from '../errors.ts';
import { templates } from '../generated/templates.ts';
import { templateContext } from './context.ts';
import { openQuestions } from './questions.ts';

/** A generated policy: its file name and its text. */
export interface GeneratedPolicy {
  readonly type: string;
  readonly file: string;
  readonly text: string;
}

const engine = new Liquid({ strictVariables: true, strictFilters: true, ownPropertyOnly: true });

/**
 * The policies of an organisation, from its profile: drafts that name its systems, roles, tools and times.
 *
 * @throws UsageError naming every question that the profile leaves open.
 */
export function generatePolicies(profile: Profile, types: readonly string[]): GeneratedPolicy[] {
  const open = openQuestions(profile as unknown as Record<string, unknown>);
  if (open.length > 0) {
    const lines = open.map(({ path, ask, of }) => `  ${path}${of ? ` (${of})` : ''}: ${ask}`);
    throw new UsageError(
      `the profile leaves ${open.length === 1 ? 'a question' : `${open.length} questions`} open:\n${lines.join('\n')}`,
    );
  }
  const context = templateContext(profile);
  return types.map((type) => {
    const template = templates[type];
    if (template === undefined) throw new UsageError(`no template for the policy type "${type}"`);
    const id = `POL-${type.toUpperCase()}`;
    const body = String(engine.parseAndRenderSync(template, { ...context, document: { id } }));
    return { type, file: `${type}.md`, text: tidy(body) };
  });
}

/**
 * Markdown without the blanks that loops leave behind, and with a line for every sentence of a paragraph: a change of one
 * answer then changes the lines of the sentences that depend on it, and no other.
 */
function tidy(text: string): string {
  const blocks = text.replaceAll(/[ \t]+$/gm, '').split(/\n{2,}/);
  const tidied = blocks.map((block) => (/^(?:---|\||#|<!--|- |\d+\. )/.test(block) ? block : sentences(block)));
  return `${tidied.join('\n\n').trim()}\n`;
}

function sentences(paragraph: string): string {
  return paragraph.replaceAll(/\s*\n\s*/g, ' ').replaceAll(/(?<=[.!?]) (?=[A-Z])/g, '\n');
}
