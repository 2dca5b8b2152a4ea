import picomatch from 'picomatch';

/** Where a new file of a kind may go: globs relative to the root of the project, best first. */
export interface Places {
  readonly globs: readonly string[];
  readonly extensions: readonly string[];
  /** Whether a path, relative to the root, is of the kind. */
  readonly isOfKind: (path: string) => boolean;
}

/**
 * The path of a new file: in the folder of the first glob that takes such a name, or in one of its own where the glob has a
 * folder for each record. Undefined where no glob takes it.
 */
export function newPath(id: string, slug: string, { globs, extensions, isOfKind }: Places): string | undefined {
  const name = slug === '' ? id : `${id}-${slug}`;
  const candidates = globs.flatMap((glob) => {
    const { base, glob: rest } = picomatch.scan(glob.replace(/^\.\//, ''));
    const folder = base === '' ? '' : `${base}/`;
    const own = rest.includes('/') ? [`${folder}${rest.replaceAll('**/', '').replace(/^\*(?=\/)/, name)}`] : [];
    const inFolder = extensions.map((extension) => `${folder}${name}.${extension}`);
    return [...inFolder, ...own.filter((path) => !/[*?[\]{}()!]/.test(path))];
  });
  return candidates.find(isOfKind);
}

/** A title as part of a file's name: ASCII, lower case, at most six words. */
export function slugOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f'’]/g, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  return words.slice(0, 6).join('-').slice(0, 60).replace(/-$/, '');
}
