import { hash } from 'node:crypto';

/**
 * What is kept between runs: texts by their key, in one file. The first line says whose it is (`aimscheck 1 <name>`), each
 * other line is an entry: key, digest of key and text, text. An entry that is damaged counts as none, and so does
 * whatever a file of another name holds: nothing is ever found that was not kept under that key and name.
 */
export interface Store {
  /** @returns the text kept under a key; undefined where none is, or it is damaged */
  readonly find: (key: string) => string | undefined;
  readonly size: number;
}

/** One text that is kept: one line. */
export interface Entry {
  readonly key: string;
  readonly text: string;
}

export const NO_STORE: Store = { find: () => undefined, size: 0 };

const LF = 10;
const SPACE = 32;
/** Characters of a digest: 132 bits. */
const DIGEST = 22;

/** A digest of anything that is text, without spaces. */
export function digestOf(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, DIGEST);
}

const headOf = (name: string): string => `aimscheck 1 ${name}\n`;

/** @param name what all entries depend on (version, configuration); a file of another name counts as empty */
export function readStore(bytes: Buffer, name: string): Store {
  const head = Buffer.from(headOf(name));
  if (!bytes.subarray(0, head.length).equals(head)) return NO_STORE;
  const lines = new Map<string, readonly [number, number]>();
  for (let at = head.length; at < bytes.length; ) {
    const end = bytes.indexOf(LF, at);
    const stop = end < 0 ? bytes.length : end;
    const space = bytes.indexOf(SPACE, at);
    if (space > at && space < stop) lines.set(bytes.toString('latin1', at, space), [space + 1, stop]);
    at = stop + 1;
  }
  const find = (key: string): string | undefined => {
    const line = lines.get(key);
    if (!line) return undefined;
    const [from, to] = line;
    const text = bytes.toString('utf8', from + DIGEST + 1, to);
    return bytes.toString('latin1', from, from + DIGEST) === digestOf(`${key} ${text}`) ? text : undefined;
  };
  return { find, size: lines.size };
}

/** The same as a file, piece by piece. */
export function* writeStore(entries: Iterable<Entry>, name: string): Generator<string> {
  yield headOf(name);
  for (const { key, text } of entries) yield `${key} ${digestOf(`${key} ${text}`)} ${text}\n`;
}
