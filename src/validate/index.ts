import { pointerKeys } from '../parse/source.ts';
import { isRecord } from '../text/is-record.ts';
import { explainErrors, type Violation } from './explain.ts';
import { prune, withoutBlanks } from './normalise.ts';
import type { LoadedValidator } from './schema.ts';

export { isGeneral, type Violation } from './explain.ts';

export interface Validated {
  readonly violations: readonly Violation[];
  /** The value without blanks and without what is wrong: whatever is left has its right type. */
  readonly value: Record<string, unknown>;
}

/** Holds a value against its schema. The fast way out is a value without fault; only then nothing is explained. */
export async function validate(raw: unknown, validator: LoadedValidator): Promise<Validated> {
  const value = withoutBlanks(raw);
  if (validator.validate(value)) return { violations: [], value: value as Record<string, unknown> };
  const errors = validator.validate.errors ?? [];
  const violations = explainErrors(errors, await validator.schema(), value);
  const wrong = violations
    .filter((violation) => violation.kind !== 'missing')
    .map(({ pointer }) => pointerKeys(pointer));
  const pruned = prune(value, wrong);
  return { violations, value: isRecord(pruned) ? pruned : {} };
}
