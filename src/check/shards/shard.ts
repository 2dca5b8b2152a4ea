/** Which shard of the work, from 1, and of how many. */
export interface Shard {
  readonly shard: number;
  readonly of: number;
}

/** More than the machines of four matrices of GitHub Actions. */
export const MOST_SHARDS = 1000;

/** Reads `2/5`. @returns undefined for what is no shard */
export function parseShard(text: string): Shard | undefined {
  const [, shard, of] = (/^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? []).map(Number);
  return shard !== undefined && of !== undefined && shard <= of && of <= MOST_SHARDS ? { shard, of } : undefined;
}
