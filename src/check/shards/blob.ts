import { createHash } from 'node:crypto';
import { UsageError } from '../../errors.ts';
import { KINDS, type Kind } from '../../types.ts';
import { compileTest } from '../../validate/accept.ts';
import { MOST_SHARDS } from './shard.ts';

/**
 * What a shard hands over, as one file of lines: whose it is, with the SHA-256 of all that follows; a header; what each of
 * its files gives, packed, in the order of the header. Whoever can write the file can write what he likes: the digest
 * tells damage, not malice. So what is read is held against schemas, and never used as a path or a rule that the run
 * does not know itself.
 */
export interface Blob {
  /** Path as it was given: messages name it. */
  readonly name: string;
  readonly header: Header;
  /** What the file at a position of the header gives, packed. */
  readonly line: (position: number) => string;
}

export interface Header {
  /** Version of the program, and the digest of its build where it has one. */
  readonly version: string;
  readonly build: string | null;
  /** Digest of all that examining depends on beside the files: program, configuration, own definitions. */
  readonly circumstances: string;
  readonly commit: string | null;
  /** Which shard it is, from 1, and of how many. */
  readonly shard: number;
  readonly of: number;
  /** Digest of which file, and which skipped one, went to which shard. */
  readonly partition: string;
  readonly files: readonly ShardFile[];
}

export interface ShardFile {
  readonly kind: Kind;
  readonly path: string;
  /** Digest of kind, path and content. */
  readonly key: string;
}

const MARK = 'aimscheck-shard 1 ';
const HEADER = {
  type: 'object',
  additionalProperties: false,
  required: ['version', 'build', 'circumstances', 'commit', 'shard', 'of', 'partition', 'files'],
  properties: {
    version: { type: 'string' },
    build: { type: ['string', 'null'] },
    circumstances: { type: 'string' },
    commit: { type: ['string', 'null'] },
    shard: { type: 'integer', minimum: 1, maximum: MOST_SHARDS },
    of: { type: 'integer', minimum: 1, maximum: MOST_SHARDS },
    partition: { type: 'string' },
    files: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['kind', 'path', 'key'],
        properties: { kind: { enum: KINDS }, path: { type: 'string' }, key: { type: 'string' } },
      },
    },
  },
};
const LF = 10;

/** @param lines what each file gives, packed, in the order of the header */
export function writeBlob(header: Header, lines: readonly string[]): string {
  const body = `${[JSON.stringify(header), ...lines].join('\n')}\n`;
  return `${MARK}${sha256(body)}\n${body}`;
}

/** @throws UsageError for what is no blob, or not whole */
export function readBlob(bytes: Buffer, name: string): Blob {
  const [first, second, ...rest] = linesOf(bytes);
  const head = first ? bytes.toString('latin1', ...first) : '';
  if (!head.startsWith(MARK.slice(0, MARK.indexOf(' ') + 1)))
    throw new UsageError(`${name}: Unexpected content, expected what "aimscheck check --shard I/N" writes`);
  if (!head.startsWith(MARK)) throw new UsageError(`${name}: written by another version of aimscheck; ${SAME}`);
  if (!second || sha256(bytes.subarray(second[0])) !== head.slice(MARK.length)) throw damaged(name);
  const header = parseHeader(bytes.toString('utf8', ...second));
  if (!header || header.shard > header.of || header.files.length !== rest.length) throw damaged(name);
  return { name, header, line: (position) => bytes.toString('utf8', ...(rest[position] ?? [0, 0])) };
}

export const SAME = 'run all shards and merge with the same one';

export const damaged = (name: string): UsageError =>
  new UsageError(`${name}: damaged or cut short; run the shard again, or fetch the file again`);

const isHeader = compileTest(HEADER);

function parseHeader(text: string): Header | undefined {
  const value = parseJson(text);
  return isHeader(value) ? (value as Header) : undefined;
}

/** @returns undefined for what is no JSON, or nested too deep */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where each line starts and ends; what follows the last end of line is none. */
function linesOf(bytes: Buffer): [number, number][] {
  const lines: [number, number][] = [];
  for (let at = 0, end = bytes.indexOf(LF); end >= 0; at = end + 1, end = bytes.indexOf(LF, at)) lines.push([at, end]);
  return lines;
}

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');
