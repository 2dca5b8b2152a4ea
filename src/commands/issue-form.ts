import { join } from 'node:path';
import { stringify } from 'yaml';
import { UsageError } from '../errors.ts';
import { type Asked, buildForm } from '../intake/build-form.ts';
import { formPath } from '../intake/form.ts';
import { isTold } from '../intake/issue.ts';
import { pointerKeys } from '../parse/source.ts';
import { blanksOf } from '../scaffold/required.ts';
import type { Terminal } from '../terminal.ts';
import { terminalText } from '../text/escape.ts';
import { validatorOf } from '../validate/load.ts';
import { nodesFor, type SchemaNode } from '../validate/schema.ts';
import { choicesOf, openRepository, startRecord } from './new-record.ts';
import { type OutputFlags, present } from './present-new.ts';

export type FormKind = 'incident' | 'capa' | 'waiver';

/** `aimscheck generate issue-form`: the form by which people without a clone report, from the schema of the record. */
export async function issueFormCommand(
  kind: FormKind,
  flags: OutputFlags & { readonly ask?: readonly string[]; readonly state?: string },
  terminal: Terminal,
): Promise<number> {
  const checked = await openRepository(flags, terminal);
  const validator = await validatorOf(kind);
  const wanted = { id: 'new', state: flags.state, systems: [], fields: [] };
  const blanks = blanksOf(await startRecord(kind, wanted, { checked, validator })).map(pointerKeys);
  const required = blanks.filter(([first = '']) => !isTold(first));
  const optional = (flags.ask ?? []).map((path) => keysIn(path, validator.schema));
  const asked: Asked[] = [
    ...required.map((keys) => ({ keys, isRequired: true })),
    ...optional
      .filter((keys) => !required.some((one) => one.join() === keys.join()))
      .map((keys) => ({ keys, isRequired: false })),
  ];
  const form = buildForm({ kind, schema: validator.schema, asked, choices: choicesOf(checked) });
  // GitHub reads YAML 1.1, where a bare yes is no text.
  const text = stringify(form, { version: '1.1', lineWidth: 0 });
  return present({ file: join(checked.project.base, formPath(kind)), text }, flags, terminal);
}

/** @throws UsageError for a field that the schema does not have */
function keysIn(path: string, schema: SchemaNode): readonly string[] {
  const keys = path.split('.');
  if (nodesFor(schema, keys).length > keys.length) return keys;
  throw new UsageError(`--ask: the record has no field "${terminalText(path)}"`);
}
