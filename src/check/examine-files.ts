import type { Project } from '../config/load.ts';
import type { DiscoveredFile } from '../discover.ts';
import type { Facts } from '../facts/index.ts';
import type { Counted } from './assess.ts';
import { type Sharing, startCrew, threadsFor, type WorkOrder } from './crew.ts';
import type { Draft } from './draft.ts';
import { type Examined, unpack } from './examined.ts';
import type { Examining } from './examining.ts';
import type { Ignore } from './ignores.ts';
import { type Keeping, keep, keptFile, openKept, storeName } from './kept.ts';
import { examineLot, type Lot, lotsOf, openQueue, takeLot } from './lots.ts';
import { count } from './result.ts';

/** What all files give together, in their order. */
export interface Gathered {
  readonly facts: readonly Facts[];
  readonly drafts: readonly Draft[];
  readonly ignores: readonly Ignore[];
  readonly documents: readonly Counted[];
}

/** What helps with files of the work tree: other threads, and what the last run kept. */
export interface Means {
  readonly project: Project;
  readonly maxBytes: number;
  readonly sharing: Sharing | undefined;
  readonly keeping: Keeping | undefined;
}

/** Examines every file, lot by lot in their order. What comes of it does not tell on how many threads, nor how much of it was kept. */
export async function* examineFiles(
  files: readonly DiscoveredFile[],
  examining: Examining,
  means?: Means,
): AsyncGenerator<readonly Examined[]> {
  for await (const lot of examineLots(files, examining, means)) yield lot.flatMap(({ text }) => unpack(text));
}

/** The same, packed. */
export function examineLots(
  files: readonly DiscoveredFile[],
  examining: Examining,
  means?: Means,
): AsyncGenerator<Lot> {
  return means ? examineTogether(files, examining, means) : examineAlone(files, examining);
}

/** @param lots what the files give, in their order, wherever it was made */
export async function gatherExamined(
  files: readonly DiscoveredFile[],
  lots: AsyncIterable<readonly Examined[]>,
): Promise<Gathered> {
  const gathered = { facts: [] as Facts[], drafts: [] as Draft[], ignores: [] as Ignore[], documents: [] as Counted[] };
  let at = 0;
  for await (const lot of lots) {
    for (const examined of lot) {
      const file = files[at++];
      if (!file) break;
      gathered.facts.push(...examined.facts);
      gathered.drafts.push(...examined.drafts);
      gathered.ignores.push(...examined.ignores);
      gathered.documents.push(...count(examined, file));
    }
  }
  return gathered;
}

async function* examineAlone(files: readonly DiscoveredFile[], examining: Examining): AsyncGenerator<Lot> {
  for (const from of lotsOf(files)) yield examineLot(from, files, examining);
}

async function* examineTogether(
  files: readonly DiscoveredFile[],
  { definitions, ...examining }: Examining,
  { project, maxBytes, sharing, keeping }: Means,
): AsyncGenerator<Lot> {
  const { base, config } = project;
  const order = {
    base,
    config,
    maxBytes,
    definitions,
    files,
    queue: openQueue(),
    keptIn: keeping && keptFile(base, files, keeping),
    isKeyed: examining.kept !== undefined,
  };
  const name = storeName(order);
  const before = order.keptIn === undefined ? examining.kept : openKept(order.keptIn, name);
  const own = { ...examining, definitions, kept: before };
  const done = await share(order, own, sharing);
  const lots: Lot[] = [];
  for (const from of lotsOf(files)) {
    const lot = done.get(from) ?? (await examineLot(from, files, own));
    if (order.keptIn !== undefined) lots.push(lot);
    yield lot;
  }
  if (before && order.keptIn !== undefined) keep(order.keptIn, lots.flat(), { name, size: before.size });
}

/** The lots that several threads did; none where one is enough. */
async function share(order: WorkOrder, examining: Examining, sharing?: Sharing): Promise<ReadonlyMap<number, Lot>> {
  const { files, queue } = order;
  const threads = sharing ? threadsFor(sharing) : 1;
  if (!sharing || threads < 2) return new Map();
  const crew = startCrew(order, { script: sharing.script, count: threads - 1 });
  const own = new Map<number, Lot>();
  for (let from = takeLot(queue, files); from !== undefined; from = takeLot(queue, files)) {
    own.set(from, await examineLot(from, files, examining));
  }
  return new Map([...own, ...(await crew())]);
}
