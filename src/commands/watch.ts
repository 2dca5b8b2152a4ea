import { watch } from 'node:fs/promises';
import { resolve, sep } from 'node:path';

interface Watched {
  readonly folder: string;
  /** Files and folders that are written, which must not set it off. */
  readonly written: readonly string[];
  readonly rebuild: () => Promise<void>;
}

/** Editors write a file in several steps; what comes within this time is one change. */
const SETTLED_MS = 200;

/** Rebuilds whenever something below a folder changes; ends only when it is stopped. */
export async function watchFolder({ folder, written, rebuild }: Watched): Promise<never> {
  const own = written.map((path) => resolve(folder, path));
  const isOwn = (path: string) =>
    path.startsWith(`${resolve(folder, '.git')}${sep}`) ||
    own.some((one) => path === one || path.startsWith(one + sep));
  let timer: NodeJS.Timeout | undefined;
  let building: Promise<void> = Promise.resolve();
  for await (const { filename } of watch(folder, { recursive: true })) {
    if (filename === null || isOwn(resolve(folder, filename))) continue;
    clearTimeout(timer);
    timer = setTimeout(() => {
      building = building.then(rebuild);
    }, SETTLED_MS);
  }
  throw new Error(`watching ${folder} ended`);
}
