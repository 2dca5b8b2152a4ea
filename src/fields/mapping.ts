import type { Config } from '../documents.ts';
import { metadataKey } from '../parse/metadata-key.ts';
import { pointerKey } from '../parse/source.ts';
import { isRecord } from '../text/is-record.ts';
import type { Kind } from '../types.ts';

/** What an organisation calls its fields, for one kind of document: their name → ours (key `fields` of the configuration). */
export type FieldMap = NonNullable<NonNullable<Config['fields']>[keyof NonNullable<Config['fields']>]>;

/** One field of theirs and what becomes of it. */
interface Move {
  /** As the map spells it: a name, or a path such as `metadata.report_id`. */
  readonly from: string;
  /** Paths in ours; none where the field is known and not needed. */
  readonly to: readonly (readonly string[])[];
  readonly values: ReadonlyMap<string, unknown>;
  /** Items of a list become mappings with this key. */
  readonly each: string | undefined;
}

/** A field map made ready: compile once, apply to many documents. */
export interface Mapping {
  readonly moves: readonly Move[];
  /** Our fields that every document has with the same value. */
  readonly always: Readonly<Record<string, unknown>>;
  /** Names of theirs, as `metadataKey` spells them, that the map speaks of. */
  readonly names: ReadonlySet<string>;
}

/** Where a value of ours comes from: a pointer into their document, or a line of the file. */
export type Origin = { readonly ours: string } & ({ readonly theirs: string } | { readonly line: number });

/** What a document has beside its fields: sources that start with `$` in a field map. */
export interface Surroundings {
  /** Name of the file without its extension; a date in it is `$date`. */
  readonly file: string;
  /** Text of the heading the record stands under, and its line. */
  readonly heading?: { readonly text: string; readonly line: number } | undefined;
  /** First paragraph of its text, and its line. */
  readonly text?: { readonly text: string; readonly line: number } | undefined;
}

export interface Mapped {
  readonly value: Record<string, unknown>;
  readonly origins: readonly Origin[];
}

/** The organisation's own field names, by the kind of document they are of. */
export type FieldMaps = ReadonlyMap<Kind, Mapping>;

export function fieldMaps({ fields = {} }: Config): FieldMaps {
  return new Map(Object.entries(fields).map(([kind, map]) => [kind as Kind, compileMapping(map)]));
}

function compileMapping(map: FieldMap): Mapping {
  const ignored = (map.$ignore ?? []).map((name): Move => ({ ...toMove(name, undefined), to: [] }));
  const named = Object.entries(map).filter(([name]) => name !== '$always' && name !== '$ignore');
  const moves = [...named.map(([name, target]) => toMove(name, target)), ...ignored];
  return {
    moves,
    always: isRecord(map.$always) ? map.$always : {},
    names: new Set(moves.map(({ from }) => metadataKey(from))),
  };
}

function toMove(name: string, target: unknown): Move {
  const { to, values, each } = isRecord(target) ? target : { to: target };
  return {
    from: name,
    to: [to ?? []].flat().map((path) => String(path).split('.')),
    values: new Map(Object.entries(isRecord(values) ? values : {})),
    each: typeof each === 'string' ? each : undefined,
  };
}

/**
 * Their document as one of ours. What the map does not speak of stays as it is, so that a slip in a field of ours is
 * still seen. Where several of their fields lead to one of ours, the first that says something counts; what surrounds the
 * fields (`$file` …) and `$always` only fill what is still missing.
 */
export function applyMapping(raw: Readonly<Record<string, unknown>>, mapping: Mapping, around: Surroundings): Mapped {
  const value: Record<string, unknown> = {};
  const origins: Origin[] = [];
  const used = new Set<string>();
  const take = (move: Move) => {
    const source = find(raw, move.from, around);
    if (source && 'key' in source) used.add(source.key);
    if (!source || isBlank(source.value)) return;
    for (const path of move.to) {
      if (put(value, path, translate(source.value, move))) origins.push(...originsOf(path, source, move));
    }
  };
  for (const move of mapping.moves) if (!move.from.startsWith('$')) take(move);
  for (const [key, own] of Object.entries(raw)) if (!used.has(key)) put(value, [key], own);
  for (const move of mapping.moves) if (move.from.startsWith('$')) take(move);
  for (const [key, constant] of Object.entries(mapping.always)) put(value, key.split('.'), constant);
  return { value, origins };
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

type Source = { readonly value: unknown } & (
  | { readonly key: string; readonly path: readonly string[] }
  | { readonly line: number }
);

function find(raw: Readonly<Record<string, unknown>>, name: string, around: Surroundings): Source | undefined {
  if (name.startsWith('$')) return surrounding(name, around);
  const whole = nameIn(raw, name);
  if (whole !== undefined) return { value: raw[whole], key: whole, path: [whole] };
  const path = name.split('.');
  const key = nameIn(raw, path[0] ?? '');
  if (key === undefined || path.length === 1) return undefined;
  let value: unknown = raw;
  for (const step of [key, ...path.slice(1)]) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step))
      return { value: undefined, key, path: [key] };
    value = (value as Record<string, unknown>)[step];
  }
  return { value, key, path: [key, ...path.slice(1)] };
}

/** "Detected At" in the document and `detected at` in the map are one name. */
function nameIn(raw: Readonly<Record<string, unknown>>, name: string): string | undefined {
  if (Object.hasOwn(raw, name)) return name;
  const wanted = metadataKey(name);
  return Object.keys(raw).find((key) => metadataKey(key) === wanted);
}

function surrounding(name: string, { file, heading, text }: Surroundings): Source | undefined {
  if (name === '$file') return { value: file, line: 1 };
  if (name === '$date') return { value: /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.exec(file)?.[0], line: 1 };
  const found = name === '$heading' ? heading : name === '$text' ? text : undefined;
  return found && { value: found.text, line: found.line };
}

function translate(value: unknown, { values, each }: Move): unknown {
  const one = (item: unknown): unknown => {
    const text = typeof item === 'object' ? undefined : String(item);
    return text !== undefined && values.has(text) ? values.get(text) : item;
  };
  if (each !== undefined) return [value].flat().map((item) => (isRecord(item) ? item : { [each]: one(item) }));
  return Array.isArray(value) ? value.map(one) : one(value);
}

/** Sets a path unless it says something already; prototype keys are never followed. Whether it was set. */
function put(target: Record<string, unknown>, path: readonly string[], value: unknown): boolean {
  let at = target;
  for (const step of path.slice(0, -1)) {
    const next = Object.hasOwn(at, step) ? at[step] : undefined;
    if (next !== undefined && !isRecord(next)) return false;
    const made: Record<string, unknown> = next ?? {};
    define(at, step, made);
    at = made;
  }
  const last = path.at(-1) ?? '';
  if (Object.hasOwn(at, last)) return false;
  define(at, last, value);
  return true;
}

function define(target: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

function originsOf(path: readonly string[], source: Source, { each }: Move): Origin[] {
  const ours = pointerOf(path);
  if ('line' in source) return [{ ours, line: source.line }];
  const theirs = pointerOf(source.path);
  if (each === undefined) return [{ ours, theirs }];
  const items = Array.isArray(source.value) ? source.value : undefined;
  const ofItems = items?.map((_, i) => ({ ours: `${ours}/${i}/${pointerKey(each)}`, theirs: `${theirs}/${i}` }));
  return [{ ours, theirs }, ...(ofItems ?? [{ ours: `${ours}/0/${pointerKey(each)}`, theirs }])];
}

function pointerOf(path: readonly string[]): string {
  return path.map((step) => `/${pointerKey(step)}`).join('');
}

/** Where a place of ours stands in their document: the longest of its origins leads; without one it is the same. */
export function originOf(
  pointer: string,
  origins: readonly Origin[],
): { readonly theirs: string } | { readonly line: number } {
  let best: Origin | undefined;
  for (const origin of origins) {
    const leads = pointer === origin.ours || pointer.startsWith(`${origin.ours}/`);
    if (leads && origin.ours.length >= (best?.ours.length ?? 0)) best = origin;
  }
  if (!best) return { theirs: pointer };
  return 'line' in best ? { line: best.line } : { theirs: best.theirs + pointer.slice(best.ours.length) };
}
