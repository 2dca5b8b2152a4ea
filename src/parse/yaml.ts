import type { Locate, Reading } from './source.ts';
import { locatePlainYaml } from './yaml-places.ts';
import { readPlainYaml } from './yaml-plain.ts';

/**
 * Reads YAML 1.2 (core schema): dates stay text, `no` stays text. A fast reader of plain records goes first; whatever is
 * not surely plain is read by the authority on the language.
 */
export function readYaml(text: string): Reading | Promise<Reading> {
  const plain = readPlainYaml(text);
  return plain ? { values: [plain.value] } : readWhole(text);
}

async function readWhole(text: string): Promise<Reading> {
  return (await import('./yaml-careful.ts')).readCarefully(text);
}

/** Finds positions in a text that `readYaml` could read. */
export async function locateYaml(text: string): Promise<Locate> {
  return locatePlainYaml(text) ?? (await import('./yaml-careful.ts')).locateCarefully(text);
}
