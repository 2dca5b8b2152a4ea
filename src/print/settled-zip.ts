import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/**
 * A Word file whose bytes depend on its content alone: its properties and the entries of the archive carry the day given in
 * place of the instant of writing.
 */
export function settled(file: Uint8Array, day: Date): Uint8Array {
  const entries = unzipSync(file);
  const properties = entries['docProps/core.xml'];
  if (properties) {
    const dated = strFromU8(properties).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, day.toISOString());
    entries['docProps/core.xml'] = strToU8(dated);
  }
  // The archive keeps local times, and none before 1980.
  const mtime = new Date(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate());
  return zipSync(entries, { mtime, level: 6 });
}
