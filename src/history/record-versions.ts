import { pointerKey } from '../parse/source.ts';
import { isRecord } from '../text/is-record.ts';
import { own } from '../text/own.ts';
import { diff } from './diff.ts';
import type { Field, Fields, FileVersion } from './file-version.ts';
import type { FieldChange, HistoryKind, RecordVersion } from './model.ts';
import type { RecordValue } from './shape.ts';

/** A version of a record with the fields it was read from: these are dropped once it is compared with its neighbour. */
export interface OpenVersion {
  readonly version: RecordVersion;
  readonly fields: Fields;
}

/**
 * The records of one version of a file: one for each document, and the CAPAs kept in an incident.
 * @param near those of a version near by: what is alike is shared
 */
export function versionsOf(
  file: FileVersion,
  { path, blob, kind }: { path: string; blob: string; kind: HistoryKind },
  near: readonly OpenVersion[] = [],
): OpenVersion[] {
  const openAs = (index: number, base: string, { fields, value }: Kept): OpenVersion => {
    const known = near.find(({ version: { ref } }) => ref.index === index && ref.base === base)?.version.ref;
    const ref = known?.path === path && known.kind === kind ? known : { kind, path, index, base };
    return { version: { ref, id: value.id, value, blob }, fields };
  };
  return file.flatMap((fields, index) => {
    const like = near.find(({ version: { ref } }) => ref.index === index && ref.base === '');
    const value = keptOf(fields, like);
    const main = openAs(index, '', { fields, value });
    if (kind !== 'incident' || !value.capa) return [main];
    const raw = fields.find(({ key }) => key === 'capa')?.value;
    const capas = value.capa.map((capa, i): OpenVersion => {
      const open = openAs(index, own(`/capa/${i}`), { fields: NONE, value: capa });
      return { version: { ...open.version, ref: { ...open.version.ref, kind: 'capa' } }, fields: fieldsIn(raw, i) };
    });
    return [main, ...capas];
  });
}

interface Kept {
  readonly fields: Fields;
  readonly value: RecordValue;
}

const NONE: Fields = [];

/** The value of a version near by where nothing that is kept differs. */
function keptOf(fields: Fields, like: OpenVersion | undefined): RecordValue {
  if (like && isKeptAlike(fields, like.fields)) return like.version.value;
  const value: Record<string, unknown> = {};
  for (const { key, kept } of fields) if (kept !== undefined) value[key] = kept;
  return value as RecordValue;
}

function isKeptAlike(a: Fields, b: Fields): boolean {
  return a.length === b.length && a.every(({ key, kept }, i) => key === b[i]?.key && kept === b[i].kept);
}

function fieldsIn(list: unknown, at: number): Fields {
  const value: unknown = Array.isArray(list) ? list[at] : undefined;
  return Object.entries(isRecord(value) ? value : {}).map(([key, one]) => ({ key, value: one, kept: undefined }));
}

/** What differs between two versions of a record; CAPAs kept in an incident are records of their own. */
export function compareVersions(before: OpenVersion, after: OpenVersion): FieldChange[] {
  const changes: FieldChange[] = [];
  const hasOwnCapas = after.version.ref.kind === 'incident';
  const compare = (key: string, old: Field | undefined, young: Field | undefined) => {
    if (old === young || (hasOwnCapas && key === 'capa')) return;
    for (const change of diff(old?.value, young?.value, key === '' ? '' : `/${pointerKey(key)}`)) changes.push(change);
  };
  const [old, young] = [before.fields, after.fields];
  young.forEach((field, i) => {
    if (old[i] !== field) compare(field.key, fieldNamed(old, field.key), field);
  });
  old.forEach((field, i) => {
    if (young[i] !== field && !fieldNamed(young, field.key)) compare(field.key, field, undefined);
  });
  return changes;
}

const fieldNamed = (fields: Fields, key: string): Field | undefined => fields.find((field) => field.key === key);

/** Which versions of two versions of a file are the same record: by id, else by place. */
export function matchVersions(
  before: readonly OpenVersion[],
  after: readonly OpenVersion[],
): { readonly before?: OpenVersion; readonly after?: OpenVersion }[] {
  const left = new Set(before);
  const take = (found: OpenVersion | undefined) => (found && left.delete(found) ? found : undefined);
  const byId = new Map(after.map((one) => [one, take(find(left, one, isSameId))]));
  const pairs = after.map((one) => {
    const old = byId.get(one) ?? take(find(left, one, isSamePlace));
    return old ? { before: old, after: one } : { after: one };
  });
  return [...pairs, ...[...left].map((one) => ({ before: one }))];
}

type Same = (a: OpenVersion, b: OpenVersion) => boolean;

const find = (left: ReadonlySet<OpenVersion>, one: OpenVersion, isSame: Same) =>
  [...left].find((candidate) => isSame(candidate, one));

const isSameId: Same = ({ version: a }, { version: b }) =>
  a.id !== undefined && a.id === b.id && a.ref.kind === b.ref.kind;
/** A record that is a whole document may have got another id; items of a list with other ids are others. */
const isSamePlace: Same = ({ version: a }, { version: b }) =>
  a.ref.index === b.ref.index &&
  a.ref.base === b.ref.base &&
  (a.ref.base === '' || a.id === undefined || b.id === undefined);
