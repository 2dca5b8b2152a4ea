import { basename, dirname } from 'node:path';
import { splitRecords } from '../fields/parts.ts';
import { type ParsedFile, parseFile } from '../parse/index.ts';
import { metadataKey } from '../parse/metadata-key.ts';
import { isRecord } from '../text/is-record.ts';
import { KNOWN_FIELDS, type RecordKind } from './field-names.ts';

export interface SurveyFile {
  readonly path: string;
  readonly text: string;
}

/** Files of one folder that seem to be records of one kind, and what their fields hold. */
export interface RecordGroup {
  readonly kind: RecordKind;
  readonly folder: string;
  readonly extensions: readonly string[];
  readonly files: number;
  readonly records: number;
  /** Field, as a path of theirs, → its values as text, one for each record that has it. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** Fields whose values are lists of texts. */
  readonly lists: ReadonlySet<string>;
  /** Markdown with headings or a date in its file names: what can stand in for missing fields. */
  readonly hasText: boolean;
  readonly datedNames: number;
  readonly unread: number;
}

const KIND_WORDS: ReadonlyArray<readonly [RecordKind, RegExp]> = [
  ['capa', /(?:^|[^a-z])(?:capas?|ncrs?|nonconformit\w+|non-conformit\w+|corrective|preventive|quality)(?:[^a-z]|$)/],
  [
    'incident',
    /(?:^|[^a-z])(?:incidents?|post-?mortems?|outages?|status|issues|near-?miss\w*|vulnerabilit\w+|findings|advisor\w+|avid)(?:[^a-z]|$)/,
  ],
];
/** Fields that two of make a file look like a record. */
const TELLING: ReadonlySet<string> = new Set([
  'severity',
  'state',
  'detected_at',
  'reported_at',
  'recovery.restored_at',
  'due_date',
  'summary',
  'root_cause.statement',
  'problem_statement',
  'investigation.root_causes',
]);
const FEWEST_TELLING = 2;

/** Finds the records of a repository by the words of their folders and the fields they hold. */
export async function surveyRecords(files: readonly SurveyFile[]): Promise<RecordGroup[]> {
  const byFolder = new Map<string, SurveyFile[]>();
  for (const file of files) byFolder.set(dirname(file.path), [...(byFolder.get(dirname(file.path)) ?? []), file]);
  const groups: RecordGroup[] = [];
  for (const [folder, inside] of [...byFolder].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const group = await surveyFolder(folder, inside);
    if (group) groups.push(group);
  }
  return groups;
}

interface Read {
  readonly path: string;
  readonly values: readonly Record<string, unknown>[];
  readonly hasText: boolean;
}

async function surveyFolder(folder: string, files: readonly SurveyFile[]): Promise<RecordGroup | undefined> {
  const word = KIND_WORDS.find(([, words]) => words.test(folder.toLowerCase()))?.[0];
  const kinds: readonly RecordKind[] = word ? [word] : ['incident', 'capa'];
  const read = await Promise.all(files.map(readFile));
  const known = read.filter((one): one is Read => one !== undefined);
  for (const kind of kinds) {
    const telling = known.filter(({ values }) => values.some((value) => tellingFields(value, kind) >= FEWEST_TELLING));
    const named =
      word === kind
        ? known.filter(({ hasText, values }) => hasText || values.some((value) => Object.keys(value).length > 0))
        : [];
    const members = named.length > telling.length ? named : telling;
    if (members.length * 2 < files.length || members.length === 0) continue;
    return groupOf(kind, folder, { members, unread: files.length - known.length });
  }
  return undefined;
}

async function readFile({ path, text }: SurveyFile): Promise<Read | undefined> {
  const parsed = await parseFile(path, text);
  if (parsed.problem) return undefined;
  return { path, values: valuesOf(parsed), hasText: (parsed.body?.blocks.length ?? 0) > 0 };
}

/** The fields as written; of Markdown those of its front matter, its `**Key:** value` lines and its registers. */
function valuesOf({ values, body }: ParsedFile): Record<string, unknown>[] {
  if (!body) return values.filter(isRecord);
  const names = new Set(
    Object.values(KNOWN_FIELDS)
      .flat()
      .flatMap((field) => field.names),
  );
  const ids = new Set(
    Object.values(KNOWN_FIELDS).flatMap((fields) => fields.find(({ to }) => to === 'id')?.names ?? []),
  );
  const parts = splitRecords(body, { knows: (name) => names.has(name), isId: (name) => ids.has(name) });
  const front = isRecord(values[0]) ? values[0] : {};
  return parts.map(({ fields }) => ({
    ...Object.fromEntries(
      fields
        .filter(({ name }) => body.frontMatter === undefined || names.has(metadataKey(name)))
        .map(({ name, value }) => [name, value]),
    ),
    ...front,
  }));
}

function tellingFields(value: Record<string, unknown>, kind: RecordKind): number {
  const names = new Set(leavesOf(value).map(({ path }) => path));
  return KNOWN_FIELDS[kind].filter(
    ({ to, names: known }) =>
      TELLING.has(to) &&
      [...names].some(
        (name) => known.includes(metadataKey(name)) || known.includes(metadataKey(name.split('.').at(-1) ?? '')),
      ),
  ).length;
}

function groupOf(
  kind: RecordKind,
  folder: string,
  { members, unread }: { members: readonly Read[]; unread: number },
): RecordGroup {
  const fields = new Map<string, string[]>();
  const lists = new Set<string>();
  const values = members.flatMap((member) => member.values);
  for (const value of values) {
    for (const { path, text, isList } of leavesOf(value)) {
      fields.set(path, [...(fields.get(path) ?? []), text]);
      if (isList) lists.add(path);
    }
  }
  const extensions = [...new Set(members.map(({ path }) => path.split('.').at(-1) ?? ''))].sort();
  return {
    kind,
    folder,
    extensions,
    files: members.length,
    records: values.length,
    fields,
    lists,
    hasText: members.some((member) => member.hasText),
    datedNames: members.filter(({ path }) => /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.test(basename(path))).length,
    unread,
  };
}

interface Leaf {
  readonly path: string;
  readonly text: string;
  readonly isList: boolean;
}

const DEEPEST = 4;

/** Everything in a value that is a text, a number or a list of them, by its path; lists of mappings by their own. */
function leavesOf(value: Record<string, unknown>, prefix = '', depth = 0): Leaf[] {
  return Object.entries(value).flatMap(([key, inner]): Leaf[] => {
    const path = prefix + key;
    if (isRecord(inner) && depth < DEEPEST) return leavesOf(inner, `${path}.`, depth + 1);
    if (inner === null || inner === undefined || inner === '') return [];
    if (Array.isArray(inner))
      return [{ path, text: inner.filter((item) => typeof item !== 'object').join(', '), isList: true }];
    return [{ path, text: String(inner), isList: false }];
  });
}
