import { Readable } from 'node:stream';
import { startGit } from './run.ts';

/** Content of one blob, or its size where it is beyond the limit; undefined where it is not in this clone or is no blob. */
export type Blob = Buffer | { readonly size: number } | undefined;

/**
 * Reads blobs with one `git cat-file --batch`, in the order asked for, holding one at a time. Ends early where Git
 * breaks off.
 */
export async function* readBlobs(
  root: string,
  { ids, maxBytes }: { ids: readonly string[]; maxBytes: number },
): AsyncGenerator<Blob> {
  if (ids.length === 0) return;
  const child = startGit(root, ['cat-file', '--batch', '--buffer']);
  const failed = new Promise<void>((resolve) => child.on('error', () => resolve()));
  child.stdin.on('error', () => undefined);
  Readable.from(linesOf(ids)).pipe(child.stdin);
  const parser = createParser(maxBytes);
  try {
    for await (const chunk of child.stdout) yield* parser.take(chunk as Buffer);
  } catch {
    await failed;
  } finally {
    child.kill();
  }
}

const LINES_AT_ONCE = 500;

function* linesOf(ids: readonly string[]): Generator<string> {
  for (let at = 0; at < ids.length; at += LINES_AT_ONCE) yield `${ids.slice(at, at + LINES_AT_ONCE).join('\n')}\n`;
}

/** Blobs that are asked for one by one. */
export interface BlobReader {
  /** Answers come in the order of the questions; undefined for what is not in this clone, or when Git breaks off. */
  readonly read: (id: string) => Promise<Blob>;
  readonly close: () => void;
}

/** One `git cat-file --batch` for questions that are not known beforehand. Whoever asks ahead need not wait. */
export function openBlobs(root: string, maxBytes: number): BlobReader {
  const child = startGit(root, ['cat-file', '--batch']);
  const parser = createParser(maxBytes);
  const waiting: ((blob: Blob) => void)[] = [];
  let isOver = false;
  let unsent = '';
  const end = (): void => {
    isOver = true;
    for (const tell of waiting.splice(0)) tell(undefined);
  };
  const send = (): void => {
    child.stdin.write(unsent);
    unsent = '';
  };
  child.stdin.on('error', () => undefined);
  child.stdout.on('data', (chunk: Buffer) => {
    for (const blob of parser.take(chunk)) waiting.shift()?.(blob);
  });
  child.on('error', end);
  child.on('close', end);
  return {
    read: (id) =>
      new Promise((resolve) => {
        if (isOver) return resolve(undefined);
        waiting.push(resolve);
        if (unsent === '') setImmediate(send);
        unsent += `${id}\n`;
      }),
    close: () => child.kill(),
  };
}

const NEWLINE = 10;

/** Replies are `<id> <type> <size>\n<content>\n`, or `<id> missing\n`. */
function createParser(maxBytes: number): { take: (chunk: Buffer) => Generator<Blob> } {
  let waiting: Buffer = Buffer.alloc(0);
  let parts: Buffer[] = [];
  /** Bytes of the content, and of the line end after it, still to come; undefined while a head is awaited. */
  let left: number | undefined;
  /** What is not kept: told in place of the content. */
  let instead: { readonly size: number } | 'no blob' | undefined;
  const takeHead = (end: number): boolean => {
    const [, type, size] = / (\w+) (\d+)$/.exec(waiting.toString('latin1', 0, end)) ?? [];
    waiting = waiting.subarray(end + 1);
    if (size === undefined) return false;
    left = Number(size) + 1;
    instead = type !== 'blob' ? 'no blob' : left > maxBytes + 1 ? { size: Number(size) } : undefined;
    return true;
  };
  const takeContent = (wanted: number): boolean => {
    const part = waiting.subarray(0, wanted);
    waiting = waiting.subarray(part.length);
    left = wanted - part.length;
    if (!instead) parts.push(part);
    return left === 0;
  };
  const content = (): Blob => {
    const whole = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    parts = [];
    left = undefined;
    return instead === 'no blob' ? undefined : (instead ?? whole.subarray(0, -1));
  };
  return {
    *take(chunk) {
      waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
      while (waiting.length > 0) {
        if (left !== undefined) {
          if (takeContent(left)) yield content();
          continue;
        }
        const end = waiting.indexOf(NEWLINE);
        if (end < 0) return;
        if (!takeHead(end)) yield undefined;
      }
    },
  };
}
