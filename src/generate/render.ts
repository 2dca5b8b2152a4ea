import { Liquid } from 'liquidjs';
import type { TemplateContext } from './context.ts';

const engine = new Liquid({ strictVariables: true, strictFilters: true, ownPropertyOnly: true });

/**
 * A template filled in: Markdown without the blanks that loops leave behind, and with a line for every sentence of a
 * paragraph, so that a change of one answer changes the lines of the sentences that depend on it, and no other.
 */
export function renderTemplate(template: string, context: TemplateContext): string {
  const text = String(engine.parseAndRenderSync(template, { ...context }));
  const blocks = text.replaceAll(/[ \t]+$/gm, '').split(/\n{2,}/);
  const tidied = blocks.map((block) => (/^(?:---|\||#|<!--|- |\d+\. )/.test(block) ? block : sentences(block)));
  return `${tidied.join('\n\n').trim()}\n`;
}

function sentences(paragraph: string): string {
  return paragraph.replaceAll(/\s*\n\s*/g, ' ').replaceAll(/(?<=[.!?]) (?=[A-Z])/g, '\n');
}
