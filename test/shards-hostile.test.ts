import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readBlob } from '../src/check/shards/blob.ts';
import { UsageError } from '../src/errors.ts';
import { createWorkTree, type Repository } from './support/repository.ts';
import { type Ran, run } from './support/run.ts';
import { openBlobFolder } from './support/shards.ts';

const FLAGS = ['--as-of', '2026-11-23', '--format', 'json'];
const blobs = openBlobFolder();
let repository: Repository;
let alone: Ran;
let files: readonly string[];
let bytes: Buffer;
beforeAll(async () => {
  repository = createWorkTree('fixtures/repos/promises-table');
  alone = await run(repository.path, 'check', ...FLAGS);
  files = await blobs.write(repository.path, 2);
  bytes = readFileSync(files[1] ?? '');
});
afterAll(() => {
  repository.remove();
  blobs.remove();
});

/** The merge with the second blob in another state. */
async function mergeWith(content: string | Buffer): Promise<Ran> {
  const file = join(blobs.folder, 'changed.blob');
  writeFileSync(file, content);
  return run(repository.path, 'merge', files[0] ?? '', file, ...FLAGS);
}

const refused = { code: 2, stdout: '' };

it('a changed bit, a lost end or a lost piece never gives another verdict', async () => {
  const damage = fc.oneof(
    fc.record({ bit: fc.nat(bytes.length * 8 - 1) }),
    fc.record({ bit: fc.nat(8 * 400) }),
    fc.record({ end: fc.nat(bytes.length - 1) }),
    fc.record({ from: fc.nat(bytes.length - 1), length: fc.integer({ min: 1, max: 200 }) }),
  );
  const apply = (one: { bit?: number; end?: number; from?: number; length?: number }): Buffer => {
    if (one.end !== undefined) return bytes.subarray(0, one.end);
    if (one.from !== undefined)
      return Buffer.concat([bytes.subarray(0, one.from), bytes.subarray(one.from + (one.length ?? 0))]);
    const copy = Buffer.from(bytes);
    const at = (one.bit ?? 0) >> 3;
    copy[at] = (copy[at] ?? 0) ^ (1 << ((one.bit ?? 0) & 7));
    return copy;
  };
  const damaged = damage.map(apply);
  const open = (content: Buffer) => () => readBlob(content, 'changed.blob');
  fc.assert(
    fc.property(damaged, (content) => {
      expect(open(content)).toThrow(UsageError);
    }),
    { numRuns: 3000 },
  );
  for (const content of fc.sample(damaged, 10)) expect(await mergeWith(content)).toMatchObject(refused);
});

/** The second blob with its lines changed, and a digest that fits: what somebody could write who knows how. */
function forged(change: (lines: string[]) => string[]): string {
  const [, ...lines] = bytes.toString('utf8').trimEnd().split('\n');
  const body = `${change(lines).join('\n')}\n`;
  return `aimscheck-shard 1 ${createHash('sha256').update(body).digest('hex')}\n${body}`;
}

const forgedLine = (replace: (line: string) => string) =>
  forged(([header = '', first = '', ...rest]) => [header, replace(first), ...rest]);

it('what is forged is held against the schema and the files', async () => {
  expect(await mergeWith(forged((lines) => lines))).toEqual(alone);
  const forgeries: Record<string, string> = {
    'no JSON': forgedLine(() => '[{'),
    'nested without end': forgedLine(() => '['.repeat(200_000)),
    'another shape': forgedLine(() => '[{"facts":{}}]'),
    'two for one file': forgedLine((line) => line.replace(/\]$/, `,${line.slice(1)}`)),
    'an unknown key': forgedLine((line) => line.replace('[{', '[{"extra":1,')),
    'a key of the prototype': forgedLine((line) => line.replace('[{', '[{"__proto__":{"documents":0},')),
    'a nested key of the prototype': forgedLine((line) => line.replace('"ref":{', '"ref":{"__proto__":{"path":"x"},')),
    'a constructor': forgedLine((line) => line.replace('"ref":{', '"ref":{"constructor":{},')),
    'a huge number of documents': forgedLine((line) => line.replace(/"documents":\d+/, '"documents":1000000000')),
    'a document too many': forgedLine((line) => line.replace(/"documents":\d+/, '"documents":2')),
    'another file': forgedLine((line) => line.replaceAll(/"path":"[^"]+"/g, '"path":"../../etc/passwd"')),
    'an unknown rule': forgedLine((line) =>
      line.replace('"drafts":[', `"drafts":[${draft('no-such-rule')}${line.includes('"drafts":[]') ? '' : ','}`),
    ),
    'a header without files': forged(([header = '', ...rest]) => [
      header.replace(/"files":\[.*\]/, '"files":[]'),
      ...rest,
    ]),
    'a header with another shard': forged(([header = '', ...rest]) => [
      header.replace('"shard":2', '"shard":9'),
      ...rest,
    ]),
    'a header that is none': forged(([, ...rest]) => ['null', ...rest]),
    'a file less': forged(([header = '', ...rest]) => [header, ...rest.slice(1)]),
  };
  for (const [name, text] of Object.entries(forgeries)) {
    const { code, stdout, stderr } = await mergeWith(text);
    expect({ name, code, stdout, internal: stderr.includes('internal') }).toEqual({
      name,
      ...refused,
      internal: false,
    });
  }
});

function draft(rule: string): string {
  const path = JSON.parse(bytes.toString('utf8').split('\n')[1] ?? '').files[0].path as string;
  const document = { kind: 'incident', path, index: 0, base: '' };
  return JSON.stringify({ rule, document, subject: path, place: { line: 1 }, message: 'Unexpected text' });
}

it('places that are nowhere in the file stay in it, and texts cannot escape', async () => {
  const places = [
    { line: 2 ** 31 - 1 },
    { line: 1, column: 2 ** 31 - 1 },
    { line: 5, endLine: 1 },
    { offset: 2 ** 31 - 1 },
    { offset: 10, end: 0 },
    { pointer: `/${'a/'.repeat(5000)}` },
    { pointer: '/__proto__/constructor' },
    { pointer: 'no pointer' },
  ];
  for (const place of places) {
    const one = draft('incident-stale')
      .replace('{"line":1}', JSON.stringify(place))
      .replace('Unexpected text', '\\u001b[31m::error::');
    const text = forgedLine((line) =>
      line.replace('"drafts":[', `"drafts":[${one}${line.includes('"drafts":[]') ? '' : ','}`),
    );
    const file = join(blobs.folder, 'forged.blob');
    writeFileSync(file, text);
    const told = ['text', 'json', 'sarif', 'github'].map((format) => `${format}=${join(blobs.folder, format)}`);
    const outputs = told.flatMap((output) => ['--format', output]);
    const { stderr } = await run(repository.path, 'merge', files[0] ?? '', file, '--as-of', '2026-11-23', ...outputs);
    expect({ place, stderr }).toEqual({ place, stderr: '' });
    for (const output of told) expect(readFileSync(output.replace(/^\w+=/, ''), 'utf8')).not.toContain('\u001b');
  }
});
