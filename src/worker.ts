import { parentPort, workerData } from 'node:worker_threads';
import type { Sent, WorkOrder } from './check/crew.ts';
import { work } from './check/work.ts';

/** What a thread of `check` runs. */
const send = (message: Sent): void => parentPort?.postMessage(message);

await work(workerData as WorkOrder, (from, lot) => send([from, lot]));
send('done');
