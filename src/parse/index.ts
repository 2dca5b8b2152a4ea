import { andThen } from '../and-then.ts';
import { isRecord } from '../text/is-record.ts';
import type { Markdown, Syntax } from '../types.ts';
import type { Problem, Reading } from './source.ts';
import { readYaml } from './yaml.ts';

export interface ParsedFile {
  readonly syntax: Syntax;
  /** One for each document of the file; empty where there is a problem. */
  readonly values: readonly unknown[];
  readonly body?: Markdown;
  /** Of Markdown that holds several documents: the text of each. */
  readonly bodies?: ReadonlyArray<Markdown | undefined>;
  readonly problem?: Problem;
}

/** Parses a file by its extension. Positions are not kept: they are found again for files with findings. */
export function parseFile(path: string, text: string): ParsedFile | Promise<ParsedFile> {
  if (/\.json$/i.test(path)) return parseJsonFile(text);
  if (/\.(?:md|markdown|mdx)$/i.test(path)) return parseMarkdownFile(text);
  return andThen(readYaml(text), (reading) => ({ syntax: 'yaml', ...reading }));
}

async function parseJsonFile(text: string): Promise<ParsedFile> {
  return { syntax: 'json', ...(await import('./json.ts')).readJson(text) };
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
