import { pointerKey } from '../parse/source.ts';
import { isRecord } from '../text/is-record.ts';
import { own } from '../text/own.ts';
import { diff } from './diff.ts';
import type { Field, Fields, FileVersion } from './file-version.ts';
import type { FieldChange, RecordKind, RecordVersion } from './model.ts';
import type { RecordValue } from './shape.ts';

/** A version of a record with the fields it was read from: these are dropped once it is compared with its neighbour. */
export interface OpenVersion {
  readonly version: RecordVersion;
  readonly fields: Fields;
}

/** The records of one version of a file: one for each document, and the CAPAs kept in an incident. */
export function versionsOf(
  file: FileVersion,
  { path, blob, kind }: { path: string; blob: string; kind: RecordKind },
): OpenVersion[] {
  return file.flatMap((fields, index) => {
    const value = keptOf(fields);
    const main = { ref: { kind, path, index, base: '' }, id: value.id, value, blob } as const;
    const embedded = kind === 'incident' ? (value.capa ?? []) : [];
    const raw = fields.get('capa')?.value;
    return [
      { version: main, fields },
      ...embedded.map((capa, i) => ({
        version: {
          ref: { kind: 'capa', path, index, base: own(`/capa/${i}`) },
          id: capa.id,
          value: capa,
          blob,
        } as const,
        fields: fieldsIn(Array.isArray(raw) ? raw[i] : undefined),
      })),
    ];
  });
}

function keptOf(fields: Fields): RecordValue {
  const value: Record<string, unknown> = {};
  for (const [key, { kept }] of fields) if (kept !== undefined) value[key] = kept;
  return value as RecordValue;
}

function fieldsIn(value: unknown): Fields {
  return new Map(
    Object.entries(isRecord(value) ? value : {}).map(([key, one]): [string, Field] => [
      key,
      { value: one, kept: undefined },
    ]),
  );
}

/** What differs between two versions of a record; CAPAs kept in an incident are records of their own. */
export function compareVersions(before: OpenVersion, after: OpenVersion): FieldChange[] {
  const changes: FieldChange[] = [];
  const hasOwnCapas = after.version.ref.kind === 'incident';
  const compare = (key: string, old: Field | undefined, young: Field | undefined) => {
    if (old === young || (hasOwnCapas && key === 'capa')) return;
    for (const change of diff(old?.value, young?.value, key === '' ? '' : `/${pointerKey(key)}`)) changes.push(change);
  };
  for (const [key, young] of after.fields) compare(key, before.fields.get(key), young);
  for (const [key, old] of before.fields) if (!after.fields.has(key)) compare(key, old, undefined);
  return changes;
}

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
