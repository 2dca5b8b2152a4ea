import { isAbsolute, relative, resolve } from 'node:path';
import { dirname, join, normalize } from 'node:path/posix';
import { CONFIG_FILE, type Project, parseConfig } from '../config/load.ts';
import { UsageError } from '../errors.ts';
import { type Blob, readBlobs } from '../git/blobs.ts';
import { gitFolder } from '../git/repository.ts';
import { listTree, type TreeEntry } from '../git/tree.ts';
import { decode, REFUSED, type ReadResult, refuseSize } from '../read.ts';
import { toPosix } from '../text/posix.ts';

/** A project as one commit holds it: nothing of the work tree is looked at. */
export interface Snapshot {
  readonly commit: string;
  readonly project: Project;
  /** Files below the root of the project, relative to it. */
  readonly files: readonly string[];
  /** Reads the files that are wanted, with one run of Git; they are then told one by one. */
  readonly open: (
    wanted: readonly { readonly path: string }[],
    maxBytes: number,
  ) => Promise<(path: string) => ReadResult>;
}

type Tree = ReadonlyMap<string, TreeEntry>;

const LARGEST_CONFIG = 1024 * 1024;

/**
 * Opens the project that a folder belongs to, as it was in a commit.
 * @throws UsageError where there is no repository, or the configuration of then cannot be used
 */
export async function openSnapshot(cwd: string, commit: string, configFile?: string): Promise<Snapshot> {
  const base = gitFolder(resolve(cwd));
  if (base === undefined) throw new UsageError('--at: there is no Git repository here');
  const entries = await listTree(base, commit);
  if (!entries) throw new UsageError(`--at: the files of commit ${commit} cannot be listed`);
  const tree: Tree = new Map(entries.map((entry) => [entry.path, entry]));
  const folder = toPosix(relative(base, resolve(cwd)));
  const configPath =
    configFile === undefined ? findUpward(folder, tree) : named(cwd, configFile, { base, tree, commit });
  const text = configPath === undefined ? undefined : await textOf(base, tree, configPath);
  const prefix = configPath === undefined ? '' : dirname(configPath).replace(/^\.$/, '');
  const root = join(toPosix(base), prefix);
  const project: Project = {
    root,
    base,
    isGit: true,
    config: text === undefined || configPath === undefined ? {} : await parseConfig(text, configPath),
    ...(configPath === undefined ? {} : { configPath }),
    ...(text === undefined ? {} : { configText: text }),
  };
  const inside = entries.map(({ path }) => path).filter((path) => prefix === '' || path.startsWith(`${prefix}/`));
  return {
    commit,
    project,
    files: inside.map((path) => (prefix === '' ? path : path.slice(prefix.length + 1))),
    open: (wanted, maxBytes) => openFiles(base, tree, { wanted, maxBytes }),
  };
}

function findUpward(folder: string, tree: Tree): string | undefined {
  for (let at = folder; ; at = dirname(at).replace(/^\.$/, '')) {
    const path = at === '' ? CONFIG_FILE : `${at}/${CONFIG_FILE}`;
    if (tree.has(path)) return path;
    if (at === '') return undefined;
  }
}

function named(
  cwd: string,
  file: string,
  { base, tree, commit }: { base: string; tree: Tree; commit: string },
): string {
  const path = toPosix(relative(base, isAbsolute(file) ? file : resolve(cwd, file)));
  if (!tree.has(path)) throw new UsageError(`configuration file not found in commit ${commit}: ${file}`);
  return path;
}

async function textOf(base: string, tree: Tree, path: string): Promise<string> {
  const read = await openFiles(base, tree, { wanted: [{ path }], maxBytes: LARGEST_CONFIG });
  const found = read(path);
  if (!('text' in found)) throw new UsageError(`${path}: ${'refused' in found ? found.refused : 'not found'}`);
  return found.text;
}

async function openFiles(
  base: string,
  tree: Tree,
  { wanted, maxBytes }: { wanted: readonly { readonly path: string }[]; maxBytes: number },
): Promise<(path: string) => ReadResult> {
  const links = [...tree.values()].filter(({ mode }) => mode === LINK);
  const targets = new Map<string, string>();
  await eachBlob(base, links, {
    maxBytes: LONGEST_LINK,
    tell: ({ path }, blob) => {
      if (blob instanceof Buffer) targets.set(path, blob.toString('utf8'));
    },
  });
  const found = new Map(wanted.map(({ path }) => [path, follow(path, tree, targets)]));
  const entries = [...new Set(found.values())].filter((entry) => typeof entry === 'object');
  const contents = new Map<TreeEntry, ReadResult>();
  await eachBlob(base, entries, { maxBytes, tell: (entry, blob) => contents.set(entry, resultOf(blob, maxBytes)) });
  return (path) => {
    const entry = found.get(path);
    if (entry === undefined) return { gone: true };
    return typeof entry === 'string' ? REFUSED[entry] : (contents.get(entry) ?? { gone: true });
  };
}

const LINK = '120000';
const LONGEST_LINK = 4096;
const MOST_LINKS = 40;

/** The file at a path, through links that stay in the tree; why there is none to read. */
function follow(
  path: string,
  tree: Tree,
  targets: ReadonlyMap<string, string>,
): TreeEntry | 'link' | 'kind' | undefined {
  let at = path;
  for (let hops = 0; hops < MOST_LINKS; hops++) {
    const entry = tree.get(at);
    if (!entry) return at === path ? undefined : isFolder(at, tree) ? 'kind' : 'link';
    if (entry.mode !== LINK) return entry.mode.startsWith('100') ? entry : 'kind';
    const target = targets.get(at);
    if (target === undefined || target.startsWith('/')) return 'link';
    at = normalize(join(dirname(at), target)).replace(/\/$/, '');
    if (at === '..' || at.startsWith('../')) return 'link';
  }
  return 'link';
}

const isFolder = (path: string, tree: Tree): boolean =>
  path === '.' || [...tree.keys()].some((name) => name.startsWith(`${path}/`));

interface Each {
  readonly maxBytes: number;
  readonly tell: (entry: TreeEntry, blob: Blob) => void;
}

async function eachBlob(base: string, entries: readonly TreeEntry[], { maxBytes, tell }: Each): Promise<void> {
  let at = 0;
  for await (const blob of readBlobs(base, { ids: entries.map(({ id }) => id), maxBytes })) {
    const entry = entries[at];
    if (entry) tell(entry, blob);
    at += 1;
  }
}

/** A blob that is not in this clone counts as one that cannot be read, not as a file that is gone. */
function resultOf(blob: Blob, maxBytes: number): ReadResult {
  if (Buffer.isBuffer(blob)) return decode(blob);
  if (blob) return refuseSize(blob.size, maxBytes);
  return {
    refused: 'The file is not in this clone',
    help: 'Run "git fetch --refetch --no-filter", or clone without --filter.',
  };
}
