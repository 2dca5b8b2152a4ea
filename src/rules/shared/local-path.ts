import type { Surroundings } from '../../facts/surroundings.ts';

const SCHEME = /^[a-z][a-z\d+.-]*:|^[/\\]{2}|^[~/\\]|^[a-z]:[\\/]/i;
const PATH = /^[\p{L}\p{N}._@%+=,()&-]+(?:\/[\p{L}\p{N}._@%+=,()&-]+)*\/?$/u;
const EXTENSION = /\.[a-z][a-z\d]{0,5}$/i;

/**
 * The path in a text that may be one: relative, with a folder and the ending of a file name, or with a leading dot.
 * Undefined for addresses, ids, prose and what lies outside any repository.
 */
export function relativePath(text: string): string | undefined {
  const [written = ''] = text.trim().split(/[#?]/);
  if (written === '' || written.length > 500 || SCHEME.test(written)) return undefined;
  const path = decode(written);
  if (!PATH.test(path)) return undefined;
  return /^\.{1,2}\//.test(path) || (path.includes('/') && EXTENSION.test(path)) ? path : undefined;
}

/** A path counts from the folder of the document or any above it, so also from the root of the project. */
export function pathsMeant(id: string, from: string): string[] {
  const [path = ''] = id.split('#');
  if (path.length > 1_000 || !/[/.]/.test(path)) return [];
  const folders = from.split('/').slice(0, -1);
  return Array.from({ length: folders.length + 1 }, (_, depth) => joinPath(folders.slice(0, depth), path)).filter(
    (meant) => meant !== undefined,
  );
}

/** The path that a link of a document leads to; undefined where it leaves the repository. */
export function linkedPath(target: string, from: string): string | undefined {
  return joinPath(from.split('/').slice(0, -1), target);
}

/** Whether none of the places that a path may mean holds anything; where one is not known, nothing is said. */
export function isDead(paths: readonly string[], { hasPath }: Surroundings): boolean {
  return paths.length > 0 && paths.every((path) => hasPath(path) === false);
}

function joinPath(folders: readonly string[], path: string): string | undefined {
  const steps = [...folders];
  for (const step of path.split('/')) {
    if (step === '..') {
      if (steps.pop() === undefined) return undefined;
    } else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
