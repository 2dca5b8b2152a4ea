import { own } from '../text/own.ts';
import { startGit } from './run.ts';

/** One path that a commit changed: blob ids before and after, null where the file did not exist. */
export interface RawChange {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface Person {
  readonly name: string;
  readonly email: string;
}

/** A commit as Git keeps it; nothing is mapped, replaced or verified. Times are milliseconds since the epoch. */
export interface Commit {
  readonly id: string;
  /** Nearest ancestors among the commits that were asked for. */
  readonly parents: readonly string[];
  readonly author: Person;
  readonly authoredAt: number;
  readonly committer: Person;
  readonly committedAt: number;
  /** Carries a signature; whether it is good needs a keyring, which no check has. */
  readonly isSigned: boolean;
  /** First line of its message. */
  readonly subject: string;
}

export interface Logged extends Commit {
  /** Against its parent; of a merge only what differs from all parents. */
  readonly changes: readonly RawChange[];
}

const FORMAT = ['--raw', '-z', '--no-abbrev', '--format=raw', '--encoding=UTF-8', '--no-color', '--no-decorate'];
const NEUTRAL = ['--no-notes', '--no-renames', '--no-ext-diff', '--no-textconv', '--no-mailmap', '-O/dev/null'];
const WALK = ['--full-history', '--parents', '--diff-merges=combined'];

/**
 * The commits behind `revisions` that touch `paths`, newest first, in one pass and without holding Git's output.
 * @param revisions commit ids, `^id` for what is left out
 * @param pause awaited now and then: Git waits as long
 * @returns false where Git fails: no commit, a damaged repository
 */
export async function readLog(
  root: string,
  { revisions, paths }: { revisions: readonly string[]; paths: readonly string[] },
  { tell, pause }: { tell: (commit: Logged) => void; pause?: () => Promise<void> | undefined },
): Promise<boolean> {
  const child = startGit(root, ['log', ...FORMAT, ...NEUTRAL, ...WALK, ...revisions, '--', ...paths]);
  const ended = new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });
  child.stdin.end();
  const parser = createParser(tell);
  child.stdout.setEncoding('utf8');
  let rest = '';
  for await (const chunk of child.stdout) {
    const tokens = (rest + String(chunk)).split('\0');
    rest = tokens.pop() ?? '';
    for (const token of tokens) parser.take(token);
    await pause?.();
  }
  if (rest !== '') parser.take(rest);
  parser.end();
  return (await ended) === 0;
}

/**
 * Reads `--raw -z --format=raw`: tokens between NUL bytes are the head of a commit (whose last line may be the first
 * change), a change, or the path of the change before. Message lines are indented, so none can pass for a change.
 */
function createParser(tell: (commit: Logged) => void): { take: (token: string) => void; end: () => void } {
  const people = new Map<string, Person>();
  let head: Commit | undefined;
  let changes: RawChange[] = [];
  let pending: Omit<RawChange, 'path'> | undefined;
  const end = () => {
    if (head) tell({ ...head, changes });
    head = undefined;
    changes = [];
  };
  const take = (token: string) => {
    if (pending) {
      changes.push({ path: own(token), ...pending });
      pending = undefined;
    } else if (token.startsWith('commit ')) {
      end();
      const at = token.lastIndexOf('\n:');
      head = readHead(at < 0 ? token : token.slice(0, at), people);
      if (at >= 0) pending = readChange(token.slice(at + 1));
    } else if (token.startsWith(':')) pending = readChange(token);
  };
  return { take, end };
}

/** `:mode mode blob blob STATUS`, with one more mode and blob for each further parent of a merge. */
function readChange(line: string): Omit<RawChange, 'path'> {
  const parents = /^:+/.exec(line)?.[0].length ?? 1;
  const fields = line.slice(parents).split(' ');
  const modes = fields.slice(0, parents + 1);
  const blobs = fields.slice(parents + 1, 2 * parents + 2);
  const blobAt = (i: number): string | null => (isFile(modes[i]) ? own(blobs[i] ?? '') : null);
  return { before: blobAt(0), after: blobAt(parents) };
}

/** Regular files only: links and submodules hold no record. */
const isFile = (mode: string | undefined): boolean => mode !== undefined && mode.startsWith('100');

function readHead(text: string, people: Map<string, Person>): Commit {
  const split = text.indexOf('\n\n');
  const lines = text.slice(0, split < 0 ? undefined : split).split('\n');
  const [, id = '', ...parents] = (lines[0] ?? '').split(' ');
  const field = (name: string) => lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? '';
  const [author, committer] = [readPerson(field('author'), people), readPerson(field('committer'), people)];
  return {
    id: own(id),
    parents: parents.map(own),
    author: author.person,
    authoredAt: author.at,
    committer: committer.person,
    committedAt: committer.at,
    isSigned: lines.some((line) => line.startsWith('gpgsig')),
    subject: split < 0 ? '' : readSubject(text.slice(split + 2)),
  };
}

/** The same few people wrote most commits: each is kept once. */
function readPerson(text: string, people: Map<string, Person>): { person: Person; at: number } {
  const [, name = '', email = '', seconds = '0'] = /^(.*?) ?<([^>]*)> (-?\d+)/.exec(text) ?? [];
  const key = `${name}\0${email}`;
  const person = people.get(key) ?? { name: own(name), email: own(email) };
  people.set(key, person);
  return { person, at: clampTime(Number(seconds) * 1000) };
}

/** Dates that a calendar can show; a forged one beyond counts as the last. */
function clampTime(milliseconds: number): number {
  return Math.min(Math.max(milliseconds, 0), Date.parse('9999-12-31T23:59:59Z'));
}

const LONGEST_SUBJECT = 300;

function readSubject(message: string): string {
  const [first = ''] = message.trimStart().split('\n', 1);
  return own(first.trim().slice(0, LONGEST_SUBJECT));
}
