import { UsageError } from '../errors.ts';
import type { RecordKind } from '../scaffold/first-values.ts';
import type { Terminal } from '../terminal.ts';
import { validate } from '../validate/index.ts';
import { validatorOf } from '../validate/load.ts';
import { fileOf, openRepository, startRecord } from './new-record.ts';
import { readSettings } from './new-setting.ts';
import { type OutputFlags, present } from './present-new.ts';

export interface NewFlags extends OutputFlags {
  readonly title?: string;
  readonly system?: readonly string[];
  readonly state?: string;
  readonly id?: string;
  readonly incident?: string;
  readonly set?: readonly string[];
}

/** `aimscheck new incident|capa|runbook|waiver`: a record with its next id and the fields that its state needs. */
export async function newRecordCommand(kind: RecordKind, flags: NewFlags, terminal: Terminal): Promise<number> {
  const surroundings = { checked: await openRepository(flags, terminal), validator: await validatorOf(kind) };
  const { id, title, state, incident, system: systems = [] } = flags;
  const fields = await readSettings(flags.set ?? [], surroundings.validator.schema);
  const draft = await startRecord(kind, { id, title, state, incident, systems, fields }, surroundings);
  const { violations } = await validate(draft, surroundings.validator);
  const wrong = violations.filter(({ kind: defect }) => defect !== 'missing');
  if (wrong.length > 0)
    throw new UsageError(wrong.map(({ pointer, message }) => `${pointer.slice(1)}: ${message}`).join('\n'));
  return present(fileOf(kind, draft, surroundings), flags, terminal);
}
