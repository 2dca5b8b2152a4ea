import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { DiscoveredFile } from '../discover.ts';
import type { Config } from '../documents.ts';
import type { WrittenDefinition } from '../recognise/inherit.ts';
import { type Examined, unpack } from './examined.ts';
import type { Queue } from './lots.ts';

/** How the work may be shared. */
export interface Sharing {
  /** The program that a thread runs (src/worker.ts, built). */
  readonly script: URL;
  /** Threads that share the documents, the main one included; where not given as many as pay. */
  readonly threads?: number;
}

/** All that a thread needs to know; plain data. */
export interface WorkOrder {
  readonly base: string;
  readonly maxBytes: number;
  readonly config: Config;
  readonly definitions: readonly WrittenDefinition[] | undefined;
  readonly files: readonly DiscoveredFile[];
  readonly queue: Queue;
}

/** What a thread sends: a lot, packed; and a word when no lot is left. */
export type Sent = { readonly from: number; readonly packed: string } | 'done';

/** Lots by the position of their first file. */
export type Lots = Map<number, readonly Examined[]>;

/**
 * Below this a thread takes longer to start than it saves. Measured with two cores, in plain records, whose weight is 1;
 * a text weighs more.
 */
const CROSSOVER = 600;
const WEIGHT_OF_TEXT = 8;
const MOST_THREADS = 8;

/** How many threads share the documents, the main one included. */
export function threadsFor(files: readonly DiscoveredFile[], { threads }: Sharing): number {
  if (threads !== undefined) return Math.max(1, Math.min(threads, MOST_THREADS));
  const texts = files.filter(({ path }) => /\.(?:md|markdown|mdx)$/i.test(path)).length;
  const weight = files.length + texts * (WEIGHT_OF_TEXT - 1);
  return Math.max(1, Math.min(availableParallelism(), Math.floor(weight / CROSSOVER), MOST_THREADS));
}

/** Starts the other threads. @returns what they did, to be asked for when the main one finds the queue empty */
export function startCrew(order: WorkOrder, { script, count }: { script: URL; count: number }): () => Promise<Lots> {
  const shifts = Array.from({ length: count }, () => startShift(order, script));
  return async () => new Map((await Promise.all(shifts)).flat());
}

/** A thread that fails leaves its lots undone: the main one does them, and meets the same failure where it can be told. */
function startShift(order: WorkOrder, script: URL): Promise<(readonly [number, readonly Examined[]])[]> {
  return new Promise((resolve) => {
    const sent: { readonly from: number; readonly packed: string }[] = [];
    const finish = () => resolve(sent.map(({ from, packed }) => [from, unpack(packed)] as const));
    const worker = new Worker(script, { workerData: order });
    worker.on('message', (message: Sent) => (message === 'done' ? finish() : void sent.push(message)));
    worker.on('error', finish);
    worker.on('exit', finish);
  });
}
