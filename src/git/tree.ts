import { git } from './run.ts';

/** A file of a commit. Modes as Git writes them: 100644 and 100755 are files, 120000 a link, 160000 a submodule. */
export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly id: string;
}

/** Every file of a commit below some paths (all of them where none is given); undefined where Git does not answer. */
export async function listTree(
  root: string,
  commit: string,
  paths: readonly string[] = [],
): Promise<TreeEntry[] | undefined> {
  const output = await git(root, ['ls-tree', '-r', '-z', '--full-tree', commit, '--', ...paths]);
  return output
    ?.split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const [meta = '', ...path] = line.split('\t');
      const [mode = '', , id = ''] = meta.split(' ');
      return { path: path.join('\t'), mode, id };
    });
}
