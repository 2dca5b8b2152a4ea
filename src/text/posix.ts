/** A path with `/`, as Git and every output write it. */
export function toPosix(path: string): string {
  return path.replaceAll('\\', '/');
}
