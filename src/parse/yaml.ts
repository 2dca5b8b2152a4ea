import { CORE_SCHEMA, load } from 'js-yaml';
import type { Reading } from './source.ts';

/**
 * Features on which the fast reader could differ from the authority, or that only the authority knows: tabs, carriage
 * returns, controls, anchors, aliases, tags, complex keys, directives, several documents, numbers with `_` or a base.
 */
const CAREFUL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\t\r\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\u2028\u2029]|(?:^|[\s[{,])[&*!?%](?=\S|$| )|\n(?:---|\.\.\.)|[\s[{,:][-+]?\d[\d.]*_|[\s[{,:][-+]?0[boxBOX]|^(?:---|%)?[^\n]*(?:---|%)/;

/**
 * Reads YAML 1.2 (core schema): dates stay text, `no` stays text. A well-kept fast reader goes first; where it could
 * differ, or finds fault, the authority decides.
 */
export async function readYaml(text: string): Promise<Reading> {
  const value = readPlain(text);
  if (value !== undefined) return { values: [value.value] };
  const { readCarefully } = await import('./yaml-careful.ts');
  return readCarefully(text);
}

function readPlain(text: string): { value: unknown } | undefined {
  if (CAREFUL.test(text)) return undefined;
  try {
    return { value: load(text, { schema: CORE_SCHEMA }) ?? null };
  } catch {
    return undefined;
  }
}
