import { runbookSections } from '../generated/outline.ts';
import { isRecord } from '../text/is-record.ts';
import { nodesFor, type SchemaNode } from '../validate/schema.ts';

/** The headings that every runbook has, each with what belongs below it as a comment. */
export function runbookBody(title: string, schema: SchemaNode): string {
  const sections = runbookSections
    .filter(({ required }) => required)
    .map(({ key, title: name }) => `## ${name}\n\n<!-- ${descriptionOf(schema, key)} -->\n`);
  return `\n# ${title}\n\n${sections.join('\n')}`;
}

function descriptionOf(schema: SchemaNode, key: string): string {
  const node = nodesFor(schema, ['sections', key]).at(-1);
  return isRecord(node) ? String(node.description ?? '') : '';
}
