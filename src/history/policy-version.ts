import type { Definition } from '../recognise/definition.ts';
import { readMetadataOf } from '../recognise/metadata.ts';
import { isRecord } from '../text/is-record.ts';
import type { Markdown } from '../types.ts';

/** Headings under which a document lists its own versions. */
const CHANGELOG = /^(?:[\d.]+\s*)?(?:version|revision|change|document|amendment)s?[ -]?(?:history|log|record)\b/i;

/**
 * What history looks at of a policy: its metadata under the known keys, wherever they are written; the table or list of
 * its versions as `changelog`; the rest of its text under ''.
 */
export async function policyFields(body: Markdown, frontMatter: unknown): Promise<Record<string, unknown>> {
  const definition = await anyDefinition();
  const { metadata, entries } = readMetadataOf(body, isRecord(frontMatter) ? frontMatter : {}, definition);
  const lines = new Set(entries.map(({ line }) => line));
  const { blocks } = body;
  const isChangelog = (heading: number): boolean => {
    const above = blocks[heading];
    return above !== undefined && (CHANGELOG.test(above.text) || isChangelog(above.heading));
  };
  const text: string[] = [];
  const log: string[] = [];
  for (const block of blocks) {
    if (lines.has(block.line)) continue;
    (isChangelog(block.heading) ? log : text).push(block.text);
  }
  return { ...metadata, ...(log.length > 0 ? { changelog: log.join('\n') } : {}), '': text.join('\n') };
}

/** The names of metadata are the same in all definitions. */
async function anyDefinition(): Promise<Definition> {
  const { default: definitions } = await import('../generated/definitions.ts');
  const [first] = definitions as readonly Definition[];
  if (!first) throw new Error('no definition');
  return first;
}
