import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from './support/repository.ts';
import { run } from './support/run.ts';

let folder: string;
beforeAll(() => {
  const corpus = join(ROOT, 'test/bench/history-corpus.mjs');
  const build = `import(${JSON.stringify(corpus)}).then((all) => console.log(all.buildHistory({ records: 20, commits: 700 })))`;
  folder = execFileSync(process.execPath, ['-e', build], { encoding: 'utf8' }).trim();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const history = async () => (await run(folder, 'history', '--as-of', '2026-11-23', '--format', 'json')).stdout;

it('a history that is kept tells the same, and one that is damaged is read anew', async () => {
  const kept = join(folder, '.git/aimscheck/history-all.json');
  const first = await history();
  expect(JSON.parse(first)).toMatchObject({ total: { capas: 14 } });
  expect(existsSync(kept)).toBe(true);
  expect(await history()).toBe(first);
  const bytes = readFileSync(kept);
  for (const damaged of [bytes.subarray(0, 100), Buffer.alloc(0), Buffer.from(bytes).fill(7, 200, 260)]) {
    writeFileSync(kept, damaged);
    expect(await history()).toBe(first);
  }
});
