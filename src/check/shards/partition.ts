/** What is handed out: a file, and what it weighs. */
export interface Weighed {
  readonly path: string;
  /** About the bytes that have to be looked at. */
  readonly weight: number;
}

/**
 * Shares files among shards: the heaviest first, each to the shard that has least so far, of equals the first. No shard is
 * then heavier than another by more than one file. It depends on paths and weights alone, not on their order.
 * @returns the shard of each file, from 1
 */
export function partition(files: readonly Weighed[], count: number): ReadonlyMap<string, number> {
  const loads = Array.from({ length: count }, () => 0);
  const shards = new Map<string, number>();
  const heaviestFirst = [...files].sort((a, b) => b.weight - a.weight || (a.path < b.path ? -1 : 1));
  for (const { path, weight } of heaviestFirst) {
    const lightest = loads.indexOf(Math.min(...loads));
    loads[lightest] = (loads[lightest] ?? 0) + weight;
    shards.set(path, lightest + 1);
  }
  return shards;
}
