import { readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import picomatch from 'picomatch';
import { CONVENTIONAL_GLOBS } from './config/kinds.ts';
import type { Project } from './config/load.ts';
import { listFiles } from './git/repository.ts';
import { toPosix } from './text/posix.ts';
import { KINDS, type Kind, type Skipped } from './types.ts';

export interface DiscoveredFile {
  readonly path: string;
  readonly kind: Kind;
}

export interface Discovery {
  /** Sorted by path; paths relative to the base of the project. */
  readonly files: readonly DiscoveredFile[];
  readonly skipped: readonly Skipped[];
  /** Every file of the project, whether a document or not; relative to the base. */
  readonly listed: readonly string[];
  /** Configured globs that match nothing: JSON pointer into the configuration and the glob. */
  readonly unmatched: readonly { readonly pointer: string; readonly glob: string }[];
}

/**
 * Finds the documents of a project by the globs of each kind. The first kind wins.
 * @param listed files relative to the root; what Git tracks or would track where not given
 */
export async function discover(project: Project, listed?: readonly string[]): Promise<Discovery> {
  const prefix = toPosix(relative(project.base, project.root));
  const all = listed ? [...listed] : await listAll(project);
  const matchers = KINDS.map((kind) => ({ kind, globs: globsOf(kind, project) }));
  const matched = new Set<string>();
  const files: DiscoveredFile[] = [];
  const skipped: Skipped[] = [];
  for (const name of all.sort(compare)) {
    const found = matchers.flatMap(({ kind, globs }) =>
      globs.filter(({ isMatch }) => isMatch(name)).map((glob) => ({ kind, ...glob })),
    );
    const [first] = found;
    if (!first) continue;
    for (const { pointer } of found) matched.add(pointer);
    const path = prefix === '' ? name : `${prefix}/${name}`;
    const reason = first.glob === name ? undefined : skipReason(name);
    if (reason) skipped.push({ file: path, reason });
    else files.push({ path, kind: first.kind });
  }
  const configured = matchers
    .flatMap(({ globs }) => globs)
    .filter(({ isConfigured, pointer }) => isConfigured && !matched.has(pointer));
  const everything = prefix === '' ? all : all.map((name) => `${prefix}/${name}`);
  return { files, skipped, listed: everything, unmatched: configured.map(({ pointer, glob }) => ({ pointer, glob })) };
}

async function listAll({ isGit, root }: Project): Promise<string[]> {
  return (isGit ? await listFiles(root) : undefined) ?? (await listWithoutGit(root));
}

/** Tells the kind of a file by its path below the base, whether or not it exists; and the folders that hold such files. */
export interface Classifier {
  readonly kindOf: (path: string) => Kind | undefined;
  readonly foldersOf: (kinds: readonly Kind[]) => readonly string[];
}

export function classifier(project: Project): Classifier {
  const prefix = toPosix(relative(project.base, project.root));
  const inside = (name: string) => (prefix === '' ? name : `${prefix}/${name}`);
  const matchers = KINDS.map((kind) => ({ kind, globs: globsOf(kind, project) }));
  const kindOf = (path: string) => {
    if (path !== inside(path.slice(prefix === '' ? 0 : prefix.length + 1))) return undefined;
    const name = prefix === '' ? path : path.slice(prefix.length + 1);
    const found = matchers.find(({ globs }) => globs.some(({ isMatch }) => isMatch(name)));
    return found && (found.globs.some(({ glob }) => glob === name) || !skipReason(name)) ? found.kind : undefined;
  };
  const foldersOf = (kinds: readonly Kind[]) => {
    const globs = matchers.filter(({ kind }) => kinds.includes(kind)).flatMap((matcher) => matcher.globs);
    const bases = globs.map(({ glob }) => picomatch.scan(glob.replace(/^\.\//, '')).base);
    return bases.includes('') ? [prefix].filter(Boolean) : [...new Set(bases.map(inside))].sort();
  };
  return { kindOf, foldersOf };
}

interface Glob {
  readonly glob: string;
  readonly pointer: string;
  readonly isConfigured: boolean;
  readonly isMatch: (path: string) => boolean;
}

function globsOf(kind: Kind, { config }: Project): Glob[] {
  const configured = kind === 'profile' ? config.profile : config.documents?.[kind];
  const globs = configured === undefined ? CONVENTIONAL_GLOBS[kind] : [configured].flat();
  const pointer = kind === 'profile' ? '/profile' : `/documents/${kind}`;
  return globs.map((glob, i) => ({
    glob,
    pointer: Array.isArray(configured) ? `${pointer}/${i}` : pointer,
    isConfigured: configured !== undefined,
    isMatch: picomatch(glob.replace(/^\.\//, ''), { dot: true }),
  }));
}

function skipReason(path: string): string | undefined {
  const name = basename(path);
  if (/^readme\.\w+$/i.test(name)) return 'README';
  return name.startsWith('_') ? 'name starts with _' : undefined;
}

async function listWithoutGit(root: string): Promise<string[]> {
  const [{ glob }, ignore] = await Promise.all([import('tinyglobby'), import('ignore')]);
  const files = await glob('**', {
    cwd: root,
    dot: true,
    followSymbolicLinks: false,
    ignore: ['**/node_modules/**', '**/.git/**'],
  });
  return (
    ignore as unknown as {
      default: () => { add: (text: string) => { filter: (paths: readonly string[]) => string[] } };
    }
  )
    .default()
    .add(readIgnored(root))
    .filter(files.map(toPosix));
}

function readIgnored(root: string): string {
  try {
    return readFileSync(join(root, '.gitignore'), 'utf8');
  } catch {
    return '';
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
