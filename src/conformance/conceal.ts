import { concealSecrets } from '../text/secrets.ts';

/**
 * The value with every credential in its texts blotted out: a title that holds one would stand in every register. What
 * holds none is not copied.
 */
export function conceal<Value>(value: Value): Value {
  if (typeof value === 'string') return concealSecrets(value) as Value;
  if (value === null || typeof value !== 'object') return value;
  const changed = Object.entries(value).flatMap(([key, inner]) => {
    const concealed: unknown = conceal(inner);
    return concealed === inner ? [] : [[key, concealed]];
  });
  if (changed.length === 0) return value;
  const copy: object = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
  return Object.assign(copy, Object.fromEntries(changed)) as Value;
}
