import { relative, resolve } from 'node:path';
import { type Checked, runCheck } from '../check/index.ts';
import { CONVENTIONAL_GLOBS } from '../config/kinds.ts';
import { classifier } from '../discover.ts';
import { UsageError } from '../errors.ts';
import { newPath, slugOf } from '../scaffold/file-name.ts';
import { firstValues, type Given, type RecordKind, stateField } from '../scaffold/first-values.ts';
import { nextId } from '../scaffold/next-id.ts';
import { recordText, schemaLine } from '../scaffold/record-text.ts';
import { blanksOf, type Draft, withRequired } from '../scaffold/required.ts';
import { runbookBody } from '../scaffold/runbook-body.ts';
import type { Terminal } from '../terminal.ts';
import { terminalText } from '../text/escape.ts';
import { toPosix } from '../text/posix.ts';
import { describeAllowed } from '../text/suggest.ts';
import type { LoadedValidator, SchemaNode } from '../validate/schema.ts';
import type { NewFile, OutputFlags } from './present-new.ts';

/** What the repository holds: its ids, its configuration, its severity scale. */
export async function openRepository(flags: OutputFlags, { cwd, now }: Terminal): Promise<Checked> {
  return runCheck({
    cwd,
    asOf: flags.asOf ?? now().toISOString(),
    ...(flags.config === undefined ? {} : { config: flags.config }),
  });
}

export interface Surroundings {
  readonly checked: Checked;
  readonly validator: LoadedValidator;
}

/** What is known of a record that is started; without an id it gets the next one. */
export type Wanted = Omit<Given, 'id'> & { readonly id?: string | undefined };

/** A record with its id, what is known of it, and a blank for all that its state needs. @throws UsageError for no such state */
export async function startRecord(
  kind: RecordKind,
  wanted: Wanted,
  { checked, validator }: Surroundings,
): Promise<Draft> {
  const { schema } = validator;
  const { allowed } = stateField(schema);
  const { state } = wanted;
  if (state !== undefined && !allowed.includes(state))
    throw new UsageError(`--state: unknown "${terminalText(state)}", ${describeAllowed(state, allowed)}`);
  return withRequired(
    firstValues(kind, { ...wanted, id: wanted.id ?? idFor(kind, wanted, checked) }, schema),
    validator,
  );
}

/** The file that a record is to be written to, where the configuration looks for its kind. */
export function fileOf(kind: RecordKind, draft: Draft, { checked, validator: { schema } }: Surroundings): NewFile {
  const file = placeOf(kind, { id: String(draft.id), title: String(draft.title ?? '') }, checked);
  const text = fileText(kind, draft, { file, schema, choices: choicesOf(checked) });
  return { file: resolve(checked.project.root, file), text, blanks: blanksOf(draft) };
}

/** @throws UsageError where neither the records nor the configuration tell what an id looks like */
function idFor(kind: RecordKind, { systems, title = '' }: Wanted, { workspace, zone, asOf, ruleSet }: Checked): string {
  const { incidents, capas, runbooks, waivers = [], unread } = workspace;
  const records = { incident: incidents, capa: capas, runbook: runbooks, waiver: waivers }[kind];
  const broken = unread.flatMap(
    ({ ref }) =>
      ref.path
        .split('/')
        .at(-1)
        ?.match(/^[\w-]*\d(?![\w])/)?.[0] ?? [],
  );
  const { pattern } = ruleSet.options('incident-id-format');
  const isAgreed = kind === 'incident' && ruleSet.level('incident-id-format') !== 'off';
  const name = slugOf(systems[0] ?? title).toUpperCase();
  const id = nextId({
    kind,
    taken: [...records.flatMap((record) => record.id ?? []), ...broken],
    year: zone.dateOf(asOf).slice(0, 4),
    ...(isAgreed ? { pattern: String(pattern) } : {}),
    ...(name === '' ? {} : { name }),
  });
  if (id === undefined)
    throw new UsageError('the next id cannot be told from the pattern in the configuration: give it with --id');
  return id;
}

/** @throws UsageError where no configured glob takes a file of that name */
function placeOf(kind: RecordKind, { id, title }: { id: string; title: string }, { project }: Checked): string {
  const globs = [project.config.documents?.[kind] ?? CONVENTIONAL_GLOBS[kind]].flat();
  const { kindOf } = classifier(project);
  const prefix = toPosix(relative(project.base, project.root));
  const path = newPath(id, slugOf(title), {
    globs,
    extensions: kind === 'runbook' ? ['md'] : ['yml', 'yaml', 'md'],
    isOfKind: (name) => kindOf(prefix === '' ? name : `${prefix}/${name}`) === kind,
  });
  if (path === undefined)
    throw new UsageError(`no file named after ${id} is taken by documents.${kind}: ${globs.join(', ')}`);
  return path;
}

/** What only the organisation can say: its severity levels and its AI systems. */
export function choicesOf({
  workspace: { severities, profiles },
}: Checked): Readonly<Record<string, readonly string[]>> {
  const systems = profiles.flatMap((profile) => profile.systems.map(({ id }) => id));
  return {
    ...(severities.source === 'default' ? {} : { '/severity': severities.labels }),
    '/ai_systems/0/system_id': systems,
    '/ai_systems': systems,
  };
}

interface Written {
  readonly file: string;
  readonly schema: SchemaNode;
  readonly choices: Readonly<Record<string, readonly string[]>>;
}

function fileText(kind: RecordKind, draft: Draft, { file, schema, choices }: Written): string {
  const record = recordText(draft, { schema, choices, commented: true });
  if (!file.endsWith('.md')) return `${schemaLine(schema)}${record}`;
  const title = String(draft.title ?? draft.id);
  return `---\n${record}---\n${kind === 'runbook' ? runbookBody(title, schema) : `\n# ${title}\n`}`;
}
