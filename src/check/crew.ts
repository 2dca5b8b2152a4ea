import { Worker } from 'node:worker_threads';
import type { DiscoveredFile } from '../discover.ts';
import type { Circumstances } from './kept.ts';
import type { Lot, Queue } from './lots.ts';

/** How the work may be shared. */
export interface Sharing {
  /** The program that a thread runs (src/worker.ts, built). */
  readonly script: URL;
  /** Threads that share the documents, the main one included; where not given, only that one. */
  readonly threads?: number;
}

/** All that a thread needs to know; plain data. */
export interface WorkOrder extends Circumstances {
  readonly base: string;
  readonly files: readonly DiscoveredFile[];
  readonly queue: Queue;
  /** What the last run kept. */
  readonly keptIn: string | undefined;
  /** Whether every file that can be read has a key, kept or not. */
  readonly isKeyed: boolean;
}

/** What a thread sends: a lot by the position of its first file, and a word when no lot is left. */
export type Sent = readonly [number, Lot] | 'done';

const MOST_THREADS = 8;

/**
 * How many threads share the documents, the main one included. One, unless more are asked for: on two cores a second one
 * took a third more of the processor and no less time, with 10,000 records as with 1,200 texts.
 */
export function threadsFor({ threads = 1 }: Omit<Sharing, 'script'>): number {
  return Math.max(1, Math.min(threads, MOST_THREADS));
}

/** Starts the other threads. @returns what they did, to be asked for when the main one finds the queue empty */
export function startCrew(
  order: WorkOrder,
  { script, count }: { script: URL; count: number },
): () => Promise<ReadonlyMap<number, Lot>> {
  const shifts = Array.from({ length: count }, () => startShift(order, script));
  return async () => new Map((await Promise.all(shifts)).flat());
}

/** A thread that fails leaves its lots undone: the main one does them, and meets the same failure where it can be told. */
function startShift(order: WorkOrder, script: URL): Promise<(readonly [number, Lot])[]> {
  return new Promise((resolve) => {
    const lots: (readonly [number, Lot])[] = [];
    const worker = new Worker(script, { workerData: order });
    worker.on('message', (message: Sent) => (message === 'done' ? resolve(lots) : void lots.push(message)));
    worker.on('error', () => resolve(lots));
    worker.on('exit', () => resolve(lots));
  });
}
