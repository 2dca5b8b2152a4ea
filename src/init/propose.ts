import { metadataKey } from '../parse/metadata-key.ts';
import { isDate, isDateTime } from '../time.ts';
import { ALSO, KNOWN_FIELDS, type KnownField, STATES, WORST_FIRST } from './field-names.ts';
import type { RecordGroup } from './survey.ts';

/** One line of a proposed field map. */
export interface ProposedField {
  readonly from: string;
  readonly to: readonly string[];
  readonly each?: string;
  readonly values?: Readonly<Record<string, string>>;
  /** What to look at, beside it. */
  readonly note?: string;
}

export interface Proposal {
  readonly group: RecordGroup;
  readonly fields: readonly ProposedField[];
  /** Fields of theirs that are none of ours, with how many records have them. */
  readonly ignored: readonly { readonly name: string; readonly count: number }[];
  readonly severities: readonly string[];
  /** What was not understood, in sentences. */
  readonly notes: readonly string[];
}

const MOST_SEVERITIES = 8;

/** Which of their fields seems to be which of ours, and what could not be told. */
export function propose(group: RecordGroup): Proposal {
  const known = KNOWN_FIELDS[group.kind];
  const found = known.flatMap((field) => {
    return namesOf(field, group).map((from) => ({ field, from }));
  });
  const targets = new Map<string, { field: KnownField; to: string[] }>();
  for (const { field, from } of found) {
    const entry = targets.get(from) ?? { field, to: [] };
    entry.to.push(field.to);
    targets.set(from, entry);
  }
  const filled = new Set(found.map(({ field }) => field.to));
  const fields = [...targets].map(([from, { field, to }]) =>
    toField(from, { field, to: [...to, ...alsoFor(to, { group, filled })] }, group),
  );
  const own = fields.filter(({ from, to, each, values }) => !(to.length === 1 && to[0] === from && !each && !values));
  return {
    group,
    fields: [...own, ...surroundings(filled, group)],
    ignored: ignoredOf(group, new Set(targets.keys())),
    severities: severitiesOf(targets, group),
    notes: [...fields.flatMap(({ from, note }) => (note ? [`${from}: ${note}`] : [])), ...missing(filled, group)],
  };
}

/** Their names of a field: the best one, and others that fill it in records that lack it. */
function namesOf({ names, holds, each }: KnownField, { fields, lists, records }: RecordGroup): string[] {
  const fits = (path: string) =>
    holds === 'list' ? each !== undefined || lists.has(path) || !path.includes('.') : !lists.has(path);
  const depth = (path: string) => path.split('.').length;
  const candidates = [...fields.keys()].filter(fits).sort((a, b) => depth(a) - depth(b));
  const isWhole = (path: string, name: string) => metadataKey(path) === name;
  const isInner = (path: string, name: string) =>
    holds !== 'list' && path.includes('.') && metadataKey(path.split('.').at(-1) ?? '') === name;
  const ordered = [isWhole, isInner].flatMap((matches) =>
    names.flatMap((name) => candidates.filter((path) => matches(path, name))),
  );
  let covered = 0;
  return [...new Set(ordered)].filter((path) => {
    const size = fields.get(path)?.length ?? 0;
    if (covered > 0 && covered + size > records) return false;
    covered += size;
    return true;
  });
}

/** A single time of detection is the time of the report too, as long as nothing else says it. */
function alsoFor(to: readonly string[], { group, filled }: { group: RecordGroup; filled: Set<string> }): string[] {
  return to.flatMap((target) => {
    const also = ALSO[group.kind][target];
    if (also === undefined || filled.has(also) || to.includes(also)) return [];
    filled.add(also);
    return [also];
  });
}

function toField(
  from: string,
  { field, to }: { field: KnownField; to: readonly string[] },
  group: RecordGroup,
): ProposedField {
  const values = group.fields.get(from) ?? [];
  const distinct = [...new Set(values)];
  const shared = { from, to, ...(field.each ? { each: field.each } : {}) };
  if (field.holds === 'time') return { ...shared, ...timeNote(values, field.to) };
  if (field.to !== 'state') return shared;
  const states = STATES[group.kind];
  const understood = distinct.filter(
    (value) => Object.hasOwn(states, value.toLowerCase()) && states[value.toLowerCase()] !== value,
  );
  const strange = distinct.filter(
    (value) => !Object.hasOwn(states, value.toLowerCase()) && !Object.values(states).includes(value),
  );
  return {
    ...shared,
    ...(understood.length > 0
      ? { values: Object.fromEntries(understood.map((value) => [value, states[value.toLowerCase()] ?? value])) }
      : {}),
    ...(strange.length > 0
      ? {
          note: `no state of ours for ${strange
            .slice(0, 4)
            .map((value) => JSON.stringify(value.slice(0, 40)))
            .join(', ')}`,
        }
      : {}),
  };
}

function timeNote(values: readonly string[], to: string): { note?: string } {
  const wrong = values.filter((value) => !isDate(value) && (to.endsWith('_date') || !isDateTime(value)));
  const kind = to.endsWith('_date') ? 'as YYYY-MM-DD' : 'as RFC 3339';
  return wrong.length === 0
    ? {}
    : {
        note: `${wrong.length} of ${values.length} values are not written ${kind}, such as ${(wrong[0] ?? '').slice(0, 40)}`,
      };
}

/** What the file gives where no field does: its name, its heading, its first paragraph. */
function surroundings(
  filled: Set<string>,
  { kind, hasText, datedNames, files, records }: RecordGroup,
): ProposedField[] {
  const isOne = records <= files;
  const sources: [string, string[], boolean][] = [
    ['$file', ['id'], isOne],
    ['$heading', ['title'], hasText],
    ['$text', [kind === 'incident' ? 'summary' : 'problem_statement'], hasText],
    ['$date', kind === 'incident' ? ['detected_at', 'reported_at'] : ['opened_at'], datedNames > 0],
  ];
  return sources.flatMap(([from, to, isThere]) => {
    const open = to.filter((target) => !filled.has(target));
    if (!isThere || open.length === 0) return [];
    for (const target of open) filled.add(target);
    return [{ from, to: open }];
  });
}

/** Only top-level names: what lies below a field that is used is known with it. */
function ignoredOf({ fields }: RecordGroup, used: ReadonlySet<string>): Proposal['ignored'] {
  const tops = new Set([...used].map((path) => path.split('.')[0]));
  const counts = new Map<string, number>();
  for (const [path, values] of fields) {
    const top = path.split('.')[0] ?? path;
    if (!tops.has(top)) counts.set(top, Math.max(counts.get(top) ?? 0, values.length));
  }
  return [...counts].map(([name, count]) => ({ name, count }));
}

function severitiesOf(
  targets: ReadonlyMap<string, { to: readonly string[] }>,
  { kind, fields }: RecordGroup,
): string[] {
  const from = [...targets].find(([, { to }]) => to.includes('severity'))?.[0];
  const distinct = [...new Set(from === undefined || kind !== 'incident' ? [] : (fields.get(from) ?? []))];
  return distinct.length > MOST_SEVERITIES ? [] : worstFirst(distinct);
}

/** Severity labels in the order of their words and numbers: a guess that people put right. */
export function worstFirst(labels: readonly string[]): string[] {
  return [...labels].sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
}

function rankOf(label: string): number {
  const word = WORST_FIRST.findIndex((known) => label.toLowerCase().includes(known));
  const number = /\d+/.exec(label)?.[0];
  return number === undefined ? (word < 0 ? WORST_FIRST.length : word) : Number(number);
}

const WANTED = {
  incident: ['severity', 'state', 'detected_at', 'owner'],
  capa: ['owner', 'due_date', 'state'],
} as const;

function missing(filled: ReadonlySet<string>, { kind, records, unread }: RecordGroup): string[] {
  const without = WANTED[kind].filter((field) => !filled.has(field));
  return [
    ...(without.length > 0
      ? [`no field found for ${without.join(', ')} in ${records} ${records === 1 ? 'record' : 'records'}`]
      : []),
    ...(unread > 0 ? [`${unread} files could not be parsed`] : []),
  ];
}
