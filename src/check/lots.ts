import { andThen } from '../and-then.ts';
import type { DiscoveredFile } from '../discover.ts';
import { examine } from './examine.ts';
import { pack } from './examined.ts';
import type { Examining } from './examining.ts';
import { keyOf, type Packed } from './kept.ts';

/** Files are handed out in lots: large enough that taking one costs nothing, small enough that all end together. */
const LOT = 32;

/** The lots of a run that nobody has taken yet, shared between threads. */
export type Queue = Int32Array<SharedArrayBuffer>;

export const openQueue = (): Queue => new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** Takes the next lot. @returns position of its first file; undefined where none is left */
export function takeLot(queue: Queue, files: readonly unknown[]): number | undefined {
  const from = Atomics.add(queue, 0, LOT);
  return from < files.length ? from : undefined;
}

/** Where every lot begins. */
export function lotsOf(files: readonly unknown[]): number[] {
  return Array.from({ length: Math.ceil(files.length / LOT) }, (_, i) => i * LOT);
}

/** What the files of a lot give. */
export type Lot = readonly Packed[];

/** Examines the files of one lot, one after the other. */
export async function examineLot(from: number, files: readonly DiscoveredFile[], examining: Examining): Promise<Lot> {
  const lot: Packed[] = [];
  for (const file of files.slice(from, from + LOT)) {
    const pending = examineFile(file, examining);
    lot.push(pending instanceof Promise ? await pending : pending);
  }
  return lot;
}

function examineFile(file: DiscoveredFile, examining: Examining): Packed | Promise<Packed> {
  const { read, rules, fields, definitions, kept } = examining;
  const found = read(file.path);
  const key = kept && 'text' in found ? keyOf(file, found.text) : '';
  const known = key === '' ? undefined : kept?.find(key);
  if (known !== undefined) return { key, text: known, isKept: true };
  const source = { ...file, mapping: fields.get(file.kind), ...(definitions && { definitions }) };
  return andThen(examine(source, found, rules), (examined) => ({ key, text: pack([examined]) }));
}
