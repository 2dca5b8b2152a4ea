import { pointerKeys } from '../parse/source.ts';
import { isRecord } from '../text/is-record.ts';
import { explainErrors, type Violation } from './explain.ts';
import { hasBlank, prune, withoutBlanks } from './normalise.ts';
import type { LoadedValidator } from './schema.ts';

export { isGeneral, type Violation } from './explain.ts';

export interface Validated {
  readonly violations: readonly Violation[];
  /** The value without blanks and without what is wrong: whatever is left has its right type. */
  readonly value: Record<string, unknown>;
}

/** Holds a value against its schema. One without blank or fault is answered at once, and kept as it is. */
export function validate(raw: unknown, validator: LoadedValidator): Validated | Promise<Validated> {
  const value = hasBlank(raw) ? withoutBlanks(raw) : raw;
  if (isRecord(value) && validator.accepts(value)) return { violations: NONE, value };
  return explain(value === raw ? structuredClone(value) : value, validator);
}

const NONE: readonly Violation[] = [];

/** @param value is changed: what is wrong is taken out of it. */
async function explain(value: unknown, { schema, explainer }: LoadedValidator): Promise<Validated> {
  const validator = await explainer();
  if (validator(value)) return { violations: NONE, value: value as Record<string, unknown> };
  const violations = explainErrors(validator.errors ?? [], schema, value);
  const wrong = violations
    .filter((violation) => violation.kind !== 'missing')
    .map(({ pointer }) => pointerKeys(pointer));
  const pruned = prune(value, wrong);
  return { violations, value: isRecord(pruned) ? pruned : {} };
}
