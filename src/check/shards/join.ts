import type { DiscoveredFile } from '../../discover.ts';
import { UsageError } from '../../errors.ts';
import { examinedSchema } from '../../generated/examined.ts';
import { compileTest } from '../../validate/accept.ts';
import type { Examined } from '../examined.ts';
import type { Work } from '../open-work.ts';
import { type Blob, damaged, parseJson, type ShardFile } from './blob.ts';
import { openBlobs } from './open-blobs.ts';
import { keyOfRead, originOf } from './origin.ts';

/** Where a shard has a file. */
interface Place {
  readonly blob: Blob;
  readonly position: number;
  readonly listed: ShardFile;
}

/**
 * What the files give, in their order, as the shards handed it over. Every file is read once more: what is not as the
 * shard saw it ends the run.
 * @param paths of the blobs, relative to `cwd`
 * @throws UsageError where the blobs are not all shards of this very work
 */
export async function* joinShards(
  work: Work,
  paths: readonly string[],
  cwd: string,
): AsyncGenerator<readonly Examined[]> {
  const { discovery, read, examining } = work;
  const blobs = openBlobs(paths, cwd, originOf(work));
  const places = placesIn(blobs, discovery.files);
  const isRule = (id: string) => examining.rules.byId.has(id);
  for (const file of discovery.files) {
    const { blob, position, listed } = places.get(file.path) ?? missing(file);
    if (listed.kind !== file.kind || listed.key !== keyOfRead(file, read(file.path))) {
      throw new UsageError(
        `${file.path}: not as ${blob.name} saw it; merge where the files are as the shards had them`,
      );
    }
    const examined = parseExamined(blob.line(position));
    if (!examined || !isOf(file, examined, isRule)) throw damaged(blob.name);
    yield [examined];
  }
}

function placesIn(blobs: readonly Blob[], files: readonly DiscoveredFile[]): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const known = new Set(files.map(({ path }) => path));
  for (const blob of blobs) {
    for (const [position, listed] of blob.header.files.entries()) {
      if (places.has(listed.path)) throw damaged(blob.name);
      if (!known.has(listed.path)) {
        throw new UsageError(
          `${blob.name}: saw a file that is not here, ${listed.path}; merge on the checkout of the shards`,
        );
      }
      places.set(listed.path, { blob, position, listed });
    }
  }
  return places;
}

function missing({ path }: DiscoveredFile): never {
  throw new UsageError(`${path}: no shard saw it; merge on the checkout of the shards`);
}

const isExamined = compileTest(examinedSchema);

function parseExamined(text: string): Examined | undefined {
  const value = parseJson(text);
  const [examined, ...more] = Array.isArray(value) ? (value as unknown[]) : [];
  return isExamined(examined) && more.length === 0 ? (examined as Examined) : undefined;
}

/** Whether it speaks of that file only, of rules that there are, and of as many documents as it has facts of. */
function isOf(
  { path }: DiscoveredFile,
  { facts, drafts, ignores, documents }: Examined,
  isRule: (id: string) => boolean,
) {
  const refs = [
    ...facts.map(({ ref }) => ref),
    ...drafts.flatMap(({ document, related = [] }) => [document, ...related.map((one) => one.document)]),
  ];
  return (
    refs.every((ref) => ref.path === path) &&
    ignores.every(({ file }) => file === path) &&
    drafts.every(({ rule }) => isRule(rule)) &&
    documents === facts.filter(({ ref }) => ref.base === '').length
  );
}
