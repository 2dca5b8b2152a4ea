import type { ScaleLevel } from '../policy-value.ts';
import type { Block } from '../types.ts';
import type { CompiledDefinition } from './compile.ts';
import type { Evidence } from './evidence.ts';
import { append } from './phrases.ts';
import type { Reading, ReadPart } from './reading.ts';
import { stem, wordsOf } from './words.ts';

/** One level of a scale such as severity: its label as written, 1 = worst. */
export interface Level {
  readonly id: string;
  /** The whole label: "SEV-1 – Critical". */
  readonly label: string;
  readonly rank: number;
  readonly line: number;
  readonly part: number;
  /** What the document says of the level, by column for a table, else one text. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A level as it stands in the text. */
export interface ListedLevel extends Level {
  /** Place of its name in the order of names, the worst first. */
  readonly order: number;
}

export interface Scale {
  readonly levels: readonly Level[];
  /** The levels in the order of the text, each as often as it stands there. */
  readonly listed: readonly ListedLevel[];
  readonly line: number;
  readonly part: number;
}

interface Labelled {
  readonly part: ReadPart;
  /** Same for labels of one scale: `name`, or the prefix of numbered levels. */
  readonly scheme: string;
  readonly order: number;
  readonly id: string;
}

const MAX_LABEL_WORDS = 9;

/** Scales of the document: at least two levels of one scheme side by side, each with something said of it. */
export function findScales(reading: Reading, compiled: CompiledDefinition): Scale[] {
  const groups = new Map<string, Labelled[]>();
  for (const part of reading.parts) {
    const labelled = readLabel(part, compiled);
    if (!labelled || part.aside || part.deferred || part.substance < 1) continue;
    const key = `${part.parent} ${part.kind} ${labelled.scheme}`;
    append(groups, key, labelled);
  }
  const sayings = collectSayings(reading);
  return [...groups.values()].map((group) => toScale(group, sayings)).filter((scale) => scale !== undefined);
}

function readLabel(part: ReadPart, compiled: CompiledDefinition): Labelled | undefined {
  if (part.kind === 'document' || part.kind === 'title') return undefined;
  const words = wordsOf(part.title, compiled.spellings);
  if (words.length === 0 || words.length > MAX_LABEL_WORDS) return undefined;
  const { prefixes, names } = compiled.definition.recognition.levels;
  const [first = '', second = ''] = words;
  const joined = /^([a-z]{1,8})(\d)$/.exec(first);
  if (joined && prefixes.includes(joined[1] ?? ''))
    return { part, scheme: joined[1] ?? '', order: Number(joined[2]), id: written(part.title, joined[1] ?? '') };
  if (prefixes.includes(first) && /^\d$/.test(second))
    return { part, scheme: first, order: Number(second), id: written(part.title, first) };
  for (const word of words.slice(0, 3)) {
    const rank = names.findIndex((same) => same.some((name) => stem(name) === stem(word)));
    if (rank >= 0) return { part, scheme: 'name', order: rank, id: asWritten(part.title, word) };
  }
  return undefined;
}

/** "SEV-1 – Critical" → "SEV-1". */
function written(title: string, prefix: string): string {
  return new RegExp(`${prefix}[\\s-]{0,2}\\d`, 'i').exec(title)?.[0] ?? title;
}

/** The name as the document writes it. */
function asWritten(title: string, word: string): string {
  const at = title.toLowerCase().indexOf(word);
  return at < 0 ? title : title.slice(at, at + word.length);
}

function toScale(group: readonly Labelled[], sayings: Sayings): Scale | undefined {
  const distinct = new Map<number, Labelled>();
  for (const labelled of group) if (!distinct.has(labelled.order)) distinct.set(labelled.order, labelled);
  if (distinct.size < 2) return undefined;
  const ordered = [...distinct.values()].sort((a, b) => a.order - b.order);
  const levelOf = ({ part, id }: Labelled, rank: number): Level => ({
    id,
    label: part.title,
    rank,
    line: part.line,
    part: part.index,
    fields: fieldsOf(part, sayings),
  });
  const levels = ordered.map((labelled, i) => levelOf(labelled, i + 1));
  const listed = group.map((labelled) => ({ ...levelOf(labelled, 0), order: labelled.order }));
  const first = group[0]?.part;
  return first && { levels, listed, line: first.line, part: first.parent };
}

/** What is said of the parts of a document, looked up by part. */
interface Sayings {
  readonly rows: ReadonlyMap<number, Block>;
  readonly texts: ReadonlyMap<number, readonly string[]>;
}

function collectSayings({ blocks, sentences }: Reading): Sayings {
  const texts = new Map<number, string[]>();
  for (const { part, text, isTitle } of sentences) if (!isTitle) append(texts, part, text);
  return { rows: new Map(blocks.filter(({ type }) => type === 'row').map((block) => [block.line, block])), texts };
}

function fieldsOf(part: ReadPart, { rows, texts }: Sayings): Record<string, string> {
  const row = part.kind === 'row' ? rows.get(part.line) : undefined;
  if (row?.cells && row.header) return Object.fromEntries(row.header.map((name, i) => [name, row.cells?.[i] ?? '']));
  return { text: (texts.get(part.index) ?? []).join(' ') };
}

/** The scale that a document sorts its incidents by: one under a heading of the section that asks for it, else the first. None where its definition asks for no scale. */
export function mainScale(scales: readonly Scale[], reading: Reading, compiled: CompiledDefinition): Scale | undefined {
  const sections = new Set(
    compiled.topics.filter(({ definition }) => definition.structure === 'levels').map(({ section }) => section),
  );
  if (sections.size === 0) return undefined;
  const standing = ({ part }: Scale): number => {
    const named = [...(reading.parts[part]?.context ?? [])].filter(([section]) => sections.has(section));
    return named.length === 0 ? 0 : named.some(([, by]) => by !== 'hint') ? 2 : 1;
  };
  return scales.reduce<Scale | undefined>(
    (best, scale) => (best === undefined || standing(scale) > standing(best) ? scale : best),
    undefined,
  );
}

/** Named levels with a meaning each are evidence for the topics that are a scale. */
export function scaleEvidence(scales: readonly Scale[], reading: Reading, compiled: CompiledDefinition): Evidence[] {
  const topics = compiled.topics.filter(({ definition }) => definition.structure === 'levels');
  return topics.flatMap(({ index, section }) =>
    scales.map((scale) => ({
      topic: index,
      line: scale.line,
      text: scale.levels.map(({ label }) => label).join(' · '),
      phrase: `a scale of ${scale.levels.length} levels`,
      by: 'structure' as const,
      weight: 1,
      family: -2,
      isStrong: true,
      part: scale.part,
      place: reading.parts[scale.part]?.context.has(section) ? ('own' as const) : ('neutral' as const),
      deferred: false,
    })),
  );
}

export interface SeverityLevel {
  readonly id: string;
  readonly label: string;
  /** 1 = worst. */
  readonly rank: number;
  readonly line: number;
  /** What makes an incident of this level, null when the document does not say. */
  readonly criteria: string | null;
  readonly response_time: string | null;
  /** Cells of its row by column, or its text. */
  readonly fields: Readonly<Record<string, string>>;
}

export function severityLevel({ id, label, rank, line, fields }: Level): SeverityLevel {
  const column = (pattern: RegExp) =>
    Object.entries(fields).find(([name, value]) => pattern.test(name) && value !== '')?.[1] ?? null;
  const criteria =
    column(/criteria|definition|description|meaning|impact|example|kriteri|beschreibung|descri/i) ??
    (fields.text || null);
  return {
    id,
    label,
    rank,
    line,
    criteria,
    response_time: column(/respon|time|sla|ackn|answer|react|within|reaktion|delai|plazo/i),
    fields,
  };
}

export function scaleLevel(level: ListedLevel): ScaleLevel {
  const { criteria, response_time } = severityLevel(level);
  return { id: level.id, line: level.line, order: level.order, criteria, response_time };
}
