import type { Markdown } from '../types.ts';
import type { Definition } from './definition.ts';

/** One value of a known key, and where it is written. */
export interface MetadataValue {
  readonly key: string;
  readonly value: unknown;
  /** Line of the file; for front matter, the line of its key. */
  readonly line: number;
  readonly source: 'front-matter' | 'bold-line' | 'table' | 'approval-block';
}

/** Two places of a document that state different values for one key. */
export interface Disagreement {
  readonly key: string;
  readonly values: readonly MetadataValue[];
}

export interface ReadMetadata {
  /** Known keys; the first place wins: front matter, then the text in its order. */
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly entries: readonly MetadataValue[];
  readonly disagreements: readonly Disagreement[];
}

const MAX_VALUE = 300;

/**
 * Metadata of a document from its front matter, bold lines, control table and approval block, under the known keys.
 * Front matter keys are kept as they are. A blank approval or a placeholder is no value.
 */
export function readMetadataOf(
  markdown: Markdown,
  frontMatter: Readonly<Record<string, unknown>>,
  definition: Definition,
): ReadMetadata {
  const keys = keysByLabel(definition);
  const entries: MetadataValue[] = Object.entries(frontMatter)
    .filter(([, value]) => isValue(value))
    .map(([label, value]) => ({
      key: keys.get(plain(label)) ?? label,
      value,
      line: lineOf(label, markdown),
      source: 'front-matter' as const,
    }));
  for (const { key: label, value, line, source } of markdown.metadata) {
    const key = keys.get(plain(label));
    if (key !== undefined && isValue(value) && value.length <= MAX_VALUE)
      entries.push({ key, value: valueOf(key, value), line, source });
  }
  const byKey = new Map<string, MetadataValue[]>();
  for (const entry of entries) byKey.set(entry.key, [...(byKey.get(entry.key) ?? []), entry]);
  const metadata = Object.fromEntries([...byKey].map(([key, [first]]) => [key, first?.value]));
  const disagreements = [...byKey].filter(([, values]) => new Set(values.map(({ value }) => same(value))).size > 1);
  return { metadata, entries, disagreements: disagreements.map(([key, values]) => ({ key, values })) };
}

function keysByLabel({ recognition }: Definition): ReadonlyMap<string, string> {
  const pairs = Object.entries(recognition.metadata).flatMap(([key, labels]) =>
    [key, ...labels].map((label): [string, string] => [plain(label), key]),
  );
  return new Map(pairs.reverse());
}

const plain = (label: string): string =>
  label
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Blank, dashes, "[Name, Title]", "{{DATE}}" and "____" stand where a value is still to be written. */
function isValue(value: unknown): boolean {
  if (typeof value !== 'string') return value !== null && value !== undefined;
  const left = value.replace(/\{\{[^{}]{0,200}\}\}|\[[^\][]{0,200}\]|_{2,}|<[^<>]{0,80}>/g, '');
  return /[\p{L}\p{N}]/u.test(left) && !/^\s*(?:tbd|tbc|tba|todo|n\/?a|none|yyyy-mm-dd)\s*$/i.test(left);
}

function valueOf(key: string, value: string): unknown {
  const text = value.trim();
  if (key === 'review_cycle_months') return monthsOf(text) ?? text;
  return key === 'status' || key === 'classification' ? text.toLowerCase().replace(/\s+/g, '-') : text;
}

/** "Annual", "every 6 months", "12" → months. */
function monthsOf(text: string): number | undefined {
  const months = /(\d{1,2})\s?(?:months?|$)/i.exec(text)?.[1];
  if (months !== undefined) return Number(months);
  const word = /\b(?:semi-?annual|biannual|annual|yearly|quarterly|monthly|every year)/i.exec(text)?.[0].toLowerCase();
  if (word === undefined) return undefined;
  if (/^(?:semi|biannual)/.test(word)) return 6;
  return word === 'quarterly' ? 3 : word === 'monthly' ? 1 : 12;
}

const same = (value: unknown): string =>
  typeof value === 'string' ? value.trim().toLowerCase() : JSON.stringify(value);

/** Line of a top-level key of the front matter. */
function lineOf(label: string, { frontMatter }: Markdown): number {
  if (!frontMatter) return 1;
  const at = frontMatter.text
    .split(/\r\n|\n|\r/)
    .findIndex(
      (line) => line.startsWith(`${label}:`) || line.startsWith(`"${label}"`) || line.startsWith(`${label} =`),
    );
  return frontMatter.line + Math.max(0, at);
}
