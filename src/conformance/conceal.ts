import { concealSecrets } from '../text/secrets.ts';

/** The value with every credential in its texts blotted out: a title that holds one would stand in every register. */
export function conceal<Value>(value: Value): Value {
  if (typeof value === 'string') return concealSecrets(value) as Value;
  if (Array.isArray(value)) return value.map(conceal) as Value;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, conceal(inner)])) as Value;
}
