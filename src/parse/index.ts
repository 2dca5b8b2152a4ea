import { isRecord } from '../text/is-record.ts';
import type { Markdown, Syntax } from '../types.ts';
import { metadataKey } from './metadata-key.ts';
import type { Problem, Reading } from './source.ts';
import { readYaml } from './yaml.ts';

export interface ParsedFile {
  readonly syntax: Syntax;
  /** One for each document of the file; empty where there is a problem. */
  readonly values: readonly unknown[];
  readonly body?: Markdown;
  readonly problem?: Problem;
}

/** Parses a file by its extension. Positions are not kept: they are found again for files with findings. */
export async function parseFile(path: string, text: string): Promise<ParsedFile> {
  if (/\.json$/i.test(path)) return { syntax: 'json', ...(await import('./json.ts')).readJson(text) };
  if (/\.(?:md|markdown|mdx)$/i.test(path)) return parseMarkdownFile(text);
  return { syntax: 'yaml', ...(await readYaml(text)) };
}

async function parseMarkdownFile(text: string): Promise<ParsedFile> {
  const { parseMarkdown } = await import('./markdown.ts');
  const body = parseMarkdown(text);
  const front = body.frontMatter;
  const reading = front ? await readFrontMatter(front) : { values: [{}] };
  if (reading.problem) {
    const offset = front?.offset ?? 0;
    const { start, end } = reading.problem;
    return {
      syntax: 'markdown',
      values: [],
      body,
      problem: { ...reading.problem, start: start + offset, end: end + offset },
    };
  }
  const value = reading.values[0] ?? {};
  return { syntax: 'markdown', values: [isRecord(value) ? value : {}], body };
}

async function readFrontMatter({ syntax, text }: NonNullable<Markdown['frontMatter']>): Promise<Reading> {
  return syntax === 'toml' ? (await import('./toml.ts')).readToml(text) : readYaml(text);
}

/**
 * Metadata written for people (`**Severity:** SEV-2`, a two-column table) under the keys a record format knows. The
 * first mention of a key counts; what the format does not know is prose.
 */
export function metadataValues({ metadata }: Markdown, known: ReadonlySet<string>): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { key, value } of metadata) {
    const name = metadataKey(key);
    if (known.has(name) && !Object.hasOwn(values, name) && value !== '') values[name] = value;
  }
  return values;
}
