import { execFile, execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replaceFile } from '../src/cache/file.ts';
import { readStore, writeStore } from '../src/cache/store.ts';
import { createWorkTree, type Repository, ROOT } from './support/repository.ts';

const entries = fc.uniqueArray(
  fc.record({ key: fc.stringMatching(/^[\w-]{22}$/), text: fc.json().map((text) => text.replaceAll('\n', ' ')) }),
  { minLength: 1, maxLength: 20, selector: ({ key }) => key },
);
const bytesOf = (list: Parameters<typeof writeStore>[0], name: string) =>
  Buffer.from([...writeStore(list, name)].join(''));

describe('a store', () => {
  it('gives back what was kept', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const store = readStore(bytesOf(list, 'one'), 'one');
        expect(store.size).toBe(list.length);
        for (const { key, text } of list) expect(store.find(key)).toBe(text);
      }),
    );
  });

  it('of another program or configuration holds nothing', () => {
    fc.assert(
      fc.property(entries, (list) => {
        for (const { key } of list) expect(readStore(bytesOf(list, 'one'), 'another').find(key)).toBeUndefined();
      }),
    );
  });

  it('that ends at any byte gives what was kept, or nothing', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const bytes = bytesOf(list, 'one');
        for (let end = 0; end < bytes.length; end += 3) {
          const store = readStore(bytes.subarray(0, end), 'one');
          for (const { key, text } of list) expect([text, undefined]).toContain(store.find(key));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('with any bits turned gives what was kept, or nothing', () => {
    const flips = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(entries, flips, (list, turned) => {
        const bytes = bytesOf(list, 'one');
        for (const [at, bits] of turned) bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ bits;
        const store = readStore(bytes, 'one');
        for (const { key, text } of list) expect([text, undefined]).toContain(store.find(key));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the file it is in', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'aimscheck-cache-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** A disk that takes a few bytes at a time, and so many in all. */
  const diskOf = (space: number) => (descriptor: number, bytes: Buffer, from: number) => {
    if (from >= space) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    return writeSync(descriptor, bytes, from, Math.min(bytes.length - from, space - from, 100));
  };

  it('stays as it was where the disk is full, and nothing else stays', () => {
    const file = join(folder, 'full.txt');
    replaceFile(file, ['what was kept before']);
    for (const space of [0, 1, 100, 250]) {
      replaceFile(file, ['x'.repeat(300)], diskOf(space));
      expect(readFileSync(file, 'utf8')).toBe('what was kept before');
    }
    expect(readdirSync(folder).filter((name) => name.startsWith('full'))).toEqual(['full.txt']);
    replaceFile(file, ['x'.repeat(300)], diskOf(400));
    expect(readFileSync(file, 'utf8')).toBe('x'.repeat(300));
  });

  it('takes the place of what a stopped run left', () => {
    const file = join(folder, 'stopped.txt');
    writeFileSync(`${file}.0.new`, 'half of it');
    replaceFile(file, ['a', 'b', 'c']);
    expect(readFileSync(file, 'utf8')).toBe('abc');
    expect(readdirSync(folder).filter((name) => name.startsWith('stopped'))).toEqual(['stopped.txt']);
  });

  it('is not written where its folder is a file, or leads elsewhere', () => {
    writeFileSync(join(folder, 'plain'), '');
    replaceFile(join(folder, 'plain', 'kept.txt'), ['text']);
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'link'));
    replaceFile(join(folder, 'link', 'kept.txt'), ['text']);
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual([]);
    expect(readFileSync(join(folder, 'plain'), 'utf8')).toBe('');
  });
});

describe('a check that keeps what documents give', () => {
  const BIN = join(ROOT, 'dist/bin.js');
  const ARGS = [BIN, 'check', '--as-of', '2026-11-23T12:00:00Z', '--fail-on', 'never', '--format', 'json'];
  let repository: Repository;
  let kept: string;
  beforeAll(() => {
    repository = createWorkTree('fixtures/repos/neglected');
    kept = join(repository.path, '.git/aimscheck/documents.txt');
  });
  afterAll(() => repository.remove());

  const check = (...flags: string[]) =>
    execFileSync(process.execPath, [...ARGS, ...flags], { cwd: repository.path, encoding: 'utf8' });

  it('says the same with and without it, whatever became of the file', () => {
    const anew = check('--no-cache');
    expect(existsSync(kept)).toBe(false);
    expect(check('--cache')).toBe(anew);
    const whole = readFileSync(kept);
    expect(check('--cache')).toBe(anew);
    expect(readFileSync(kept)).toEqual(whole);

    const damaged = [
      Buffer.alloc(0),
      whole.subarray(0, whole.length >> 1),
      Buffer.from(whole.map((byte, i) => (i % 997 === 500 ? byte ^ 1 : byte))),
      Buffer.from(whole.toString('latin1').replaceAll('"drafts":[', '"drafts":[],"x":['), 'latin1'),
      Buffer.from(whole.toString('latin1').replace('aimscheck 1', 'aimscheck 0'), 'latin1'),
    ];
    for (const bytes of damaged) {
      writeFileSync(kept, bytes);
      expect(check('--cache')).toBe(anew);
      expect(readFileSync(kept)).toEqual(whole);
    }
  });

  it('sees what changed since: a record, its path, the configuration', () => {
    const incidents = join(repository.path, 'incidents');
    const [name = ''] = readdirSync(incidents);
    const text = readFileSync(join(incidents, name), 'utf8');
    const before = check('--cache');
    const changes = [
      () => writeFileSync(join(incidents, name), text.replace(/^title:.*$/m, 'title: TBD')),
      () => writeFileSync(join(incidents, `copy-${name}`), text),
      () => writeFileSync(join(repository.path, '.aimscheck.yml'), 'timezone: Asia/Tokyo\n'),
    ];
    let last = before;
    for (const change of changes) {
      change();
      const anew = check('--no-cache');
      expect(anew).not.toBe(last);
      expect(check('--cache')).toBe(anew);
      last = anew;
    }
  });

  it('is safe where two run at once', async () => {
    rmSync(kept, { force: true });
    const anew = check('--no-cache');
    const runs = Array.from({ length: 3 }, () =>
      promisify(execFile)(process.execPath, [...ARGS, '--cache'], { cwd: repository.path }),
    );
    for (const { stdout } of await Promise.all(runs)) expect(stdout).toBe(anew);
    expect(check('--cache')).toBe(anew);
    expect(readdirSync(join(repository.path, '.git/aimscheck')).filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  it('keeps it in another file where that is asked for', () => {
    const file = join(repository.path, '..', 'elsewhere-documents.txt');
    expect(check('--cache-location', file)).toBe(check('--no-cache'));
    expect(readFileSync(file, 'utf8')).toMatch(/^aimscheck 1 /);
    rmSync(file);
  });
});
