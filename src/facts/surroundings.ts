/** What the repository holds beside the documents that are checked. */
export interface Surroundings {
  /** Whether a file or folder is there, by its path below the base; undefined where that is not known. */
  readonly hasPath: (path: string) => boolean | undefined;
  /** Names in CODEOWNERS and among the people of the configuration, as nameKey gives them. */
  readonly people: ReadonlySet<string>;
}

/** Where GitHub looks for code owners, in this order. */
export const CODEOWNERS_PATHS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;

/** The key by which names are compared: case, a leading @ and the joiner of words do not matter. */
export function nameKey(name: string): string {
  return name
    .trim()
    .replace(/^@/, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, '-');
}

/** The keys of a code owner: "@halden/claims-platform" is also the team "Claims Platform". */
export function ownersIn(text: string): string[] {
  const owners = text.split('\n').flatMap((line) => (line.split('#')[0] ?? '').trim().split(/\s+/).slice(1));
  return owners.flatMap((owner) => {
    const team = owner.includes('/') ? [owner.slice(owner.indexOf('/') + 1)] : [];
    return [owner, ...team].map(nameKey);
  });
}

/**
 * What is there, of a list of files below a folder. What lies outside the folder, or behind a link or a submodule, is
 * not known: nothing is followed.
 * @param folder '' for the base itself
 */
export function pathLookup(listed: readonly string[], folder: string): Surroundings['hasPath'] {
  const files = new Set(listed);
  let folders: ReadonlySet<string> | undefined;
  return (path) => {
    if (folder !== '' && path !== folder && !path.startsWith(`${folder}/`)) return undefined;
    if (path === folder || files.has(path)) return true;
    folders ??= new Set(listed.flatMap(foldersAbove));
    if (folders.has(path)) return true;
    return foldersAbove(path).some((above) => files.has(above)) ? undefined : false;
  };
}

function foldersAbove(path: string): string[] {
  const steps = path.split('/').slice(0, -1);
  return steps.map((_, i) => steps.slice(0, i + 1).join('/'));
}
