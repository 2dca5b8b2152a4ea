import { pointerKey } from '../parse/source.ts';
import { isRecord } from '../text/is-record.ts';
import { own } from '../text/own.ts';
import type { FieldChange } from './model.ts';
import { clip } from './shape.ts';

const MOST_CHANGES = 100;

/** Pointers of one place in both versions. */
interface Pointers {
  readonly old: string;
  readonly young: string;
}

/** The fields in which two values differ, leaf by leaf; items of lists are matched by their ids where they have them. */
export function diff(before: unknown, after: unknown, pointer = ''): FieldChange[] {
  const found: FieldChange[] = [];
  compare(before, after, { old: pointer, young: pointer }, found);
  return found.slice(0, MOST_CHANGES);
}

function compare(before: unknown, after: unknown, at: Pointers, found: FieldChange[]): void {
  if (before === after || found.length > MOST_CHANGES) return;
  if (isRecord(before) && isRecord(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      compare(member(before, key), member(after, key), step(at, pointerKey(key)), found);
    }
  } else if (Array.isArray(before) && Array.isArray(after)) compareLists(before, after, at, found);
  else if (isBlank(before) && isBlank(after)) return;
  else found.push(changeOf(before, after, at));
}

const step = ({ old, young }: Pointers, inOld: number | string, inYoung = inOld): Pointers => ({
  old: `${old}/${inOld}`,
  young: `${young}/${inYoung}`,
});

function compareLists(before: readonly unknown[], after: readonly unknown[], at: Pointers, found: FieldChange[]) {
  const left = new Set(before.keys());
  after.forEach((item, i) => {
    const name = nameOf(item);
    const match = name === undefined ? i : [...left].find((at) => nameOf(before[at]) === name);
    const known = match !== undefined && left.delete(match) ? before[match] : undefined;
    compare(known, item, step(at, known === undefined ? i : (match ?? i), i), found);
  });
  for (const gone of left) compare(before[gone], undefined, step(at, gone), found);
}

/** What tells an item of a list from its neighbours: a text itself, an id, an address, a step. */
function nameOf(item: unknown): string | undefined {
  if (typeof item === 'string') return item;
  if (!isRecord(item)) return undefined;
  const name = item.id ?? item.uri ?? item.regime_id ?? item.stage;
  return typeof name === 'string' ? name : undefined;
}

const member = (value: Record<string, unknown>, key: string): unknown =>
  Object.hasOwn(value, key) ? value[key] : undefined;

function changeOf(before: unknown, after: unknown, { old, young }: Pointers): FieldChange {
  const isText = typeof before === 'string' && typeof after === 'string';
  const from = isText && young === '' ? wordsAlike(before, after) : 0;
  return {
    pointer: own(young),
    ...(old === young ? {} : { was: own(old) }),
    ...(isBlank(before) ? {} : { before: say(before, from) }),
    ...(isBlank(after) ? {} : { after: say(after, from) }),
    share: isText ? rewordedShare(before, after) : 1,
  };
}

function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** A text as it is, of a long one what differs; an item of a list by its name, anything else as JSON. */
function say(value: unknown, from: number): string {
  const text = nameOf(value) ?? JSON.stringify(value);
  return own(clip(from === 0 ? text : `…${text.slice(from)}`));
}

/** Where the last word starts before which two texts are the same. */
function wordsAlike(before: string, after: string): number {
  const end = Math.min(before.length, after.length);
  let at = 0;
  while (at < end && before[at] === after[at]) at += 1;
  return before.slice(0, at).search(/\S*$/);
}

const FEWEST_WORDS = 4;
const MOST_WORDS = 20_000;

/** The share of words that one text has and the other has not; a few words count as a value: any change is whole. */
export function rewordedShare(before: string, after: string): number {
  const [old, young] = [wordsOf(before), wordsOf(after)];
  if (Math.max(old.length, young.length) < FEWEST_WORDS) return old.join(' ') === young.join(' ') ? 0 : 1;
  const counts = new Map<string, number>();
  for (const word of old) counts.set(word, (counts.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of young) {
    const left = counts.get(word) ?? 0;
    if (left === 0) continue;
    counts.set(word, left - 1);
    shared += 1;
  }
  return 1 - shared / Math.max(old.length, young.length);
}

const wordsOf = (text: string): string[] => text.toLowerCase().split(/\s+/, MOST_WORDS).filter(Boolean);
