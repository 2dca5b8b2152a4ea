import type { Project } from '../config/load.ts';
import type { DiscoveredFile } from '../discover.ts';
import type { Facts } from '../facts/index.ts';
import type { Counted } from './assess.ts';
import { type Lots, type Sharing, startCrew, threadsFor } from './crew.ts';
import type { Draft } from './draft.ts';
import type { Examining } from './examining.ts';
import type { Ignore } from './ignores.ts';
import { examineLot, lotsOf, openQueue, takeLot } from './lots.ts';
import { count } from './result.ts';

/** What all files give together, in their order. */
export interface Gathered {
  readonly facts: readonly Facts[];
  readonly drafts: readonly Draft[];
  readonly ignores: readonly Ignore[];
  readonly documents: readonly Counted[];
}

/** What may be shared among threads: files of the work tree. */
export interface Shared {
  readonly project: Project;
  readonly maxBytes: number;
  readonly sharing: Sharing;
}

/** Examines every file, on several threads where that pays. What comes of it does not tell on how many. */
export async function examineFiles(
  files: readonly DiscoveredFile[],
  examining: Examining,
  shared?: Shared,
): Promise<Gathered> {
  const lots = await examineLots(files, examining, shared);
  const gathered = { facts: [] as Facts[], drafts: [] as Draft[], ignores: [] as Ignore[], documents: [] as Counted[] };
  for (const from of lotsOf(files)) {
    const examined = lots.get(from) ?? (await examineLot(from, files, examining));
    examined.forEach((one, i) => {
      const file = files[from + i];
      if (!file) return;
      gathered.facts.push(...one.facts);
      gathered.drafts.push(...one.drafts);
      gathered.ignores.push(...one.ignores);
      gathered.documents.push(...count(one, file));
    });
  }
  return gathered;
}

const NONE: Lots = new Map();

/** The lots that threads did; none where one thread is enough. */
async function examineLots(files: readonly DiscoveredFile[], examining: Examining, shared?: Shared): Promise<Lots> {
  const threads = shared ? threadsFor(files, shared.sharing) : 1;
  if (!shared || threads < 2) return NONE;
  const { project, maxBytes, sharing } = shared;
  const queue = openQueue();
  const { base, config } = project;
  const order = { base, maxBytes, config, definitions: examining.definitions, files, queue };
  const crew = startCrew(order, { script: sharing.script, count: threads - 1 });
  const own: Lots = new Map();
  for (let from = takeLot(queue, files); from !== undefined; from = takeLot(queue, files)) {
    own.set(from, await examineLot(from, files, examining));
  }
  return new Map([...own, ...(await crew())]);
}
