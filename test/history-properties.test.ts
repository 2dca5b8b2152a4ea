import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openProject } from '../src/config/load.ts';
import { classifier } from '../src/discover.ts';
import { pack, unpack } from '../src/history/pack.ts';
import { type ReadHistory, readHistory, type Scope } from '../src/history/read-history.ts';
import { buildHistory, CAPAS, opsArbitrary, type RandomHistory } from './support/random-history.ts';
import { run } from './support/run.ts';

const RUNS = 20;

async function withHistory(
  ops: Parameters<typeof buildHistory>[0],
  test: (history: RandomHistory) => Promise<void>,
): Promise<void> {
  const history = buildHistory(ops);
  try {
    await test(history);
  } finally {
    history.remove();
  }
}

const ledger = async (folder: string) =>
  (await run(folder, 'history', '--as-of', '2026-11-23', '--format', 'json')).stdout;

it('the ledger adds up to what the script did; a record that moves stays one', async () => {
  const property = fc.asyncProperty(opsArbitrary, (ops) =>
    withHistory(ops, async ({ path, moves, slip }) => {
      const { total } = JSON.parse(await ledger(path)) as { total: unknown };
      expect(total).toMatchObject({ capas: CAPAS, moves, silent: moves, slip_days: slip });
    }),
  );
  await fc.assert(property, { numRuns: RUNS, seed: 20_261_127, endOnFailure: true });
}, 180_000);

it('what is checked out does not matter', async () => {
  const property = fc.asyncProperty(opsArbitrary, (ops) =>
    withHistory(ops, async ({ path, git }) => {
      const told = await ledger(path);
      writeFileSync(join(path, 'README.md'), 'Not committed\n');
      rmSync(join(path, 'capas'), { recursive: true });
      expect(await ledger(path)).toBe(told);
      git('reset', '--quiet', '--hard');
      git('checkout', '--quiet', '--detach');
      git('pack-refs', '--all');
      git('repack', '-adq');
      expect(await ledger(path)).toBe(told);
    }),
  );
  await fc.assert(property, { numRuns: 6, seed: 20_261_127 });
}, 180_000);

async function scopeOf(root: string, changedOnly: boolean): Promise<Scope> {
  const project = await openProject(root);
  return {
    root,
    kinds: ['incident', 'capa'],
    classifier: classifier(project),
    fields: new Map(),
    maxBytes: 1 << 20,
    changedOnly,
    isShallow: false,
  };
}

const sorted = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).sort();

/** What the order of reading does not decide. */
function facts(history: ReadHistory | undefined) {
  if (!history) throw new Error('the history could not be read');
  const { head, commits, changes, leftOut, missing } = history;
  return { head, missing, commits: sorted(commits), changes: sorted(changes), leftOut: sorted(leftOut) };
}

it('what was kept of an ancestor and read on is what is read at once', async () => {
  const property = fc.asyncProperty(opsArbitrary, fc.nat(), (ops, at) =>
    withHistory(ops, async ({ path, main }) => {
      const scope = await scopeOf(path, at % 2 === 0);
      const [head = '', before = ''] = [main.at(-1), main[at % main.length]];
      const known = await readHistory(scope, before);
      if (!known) throw new Error('the history could not be read');
      const kept = unpack(JSON.parse(JSON.stringify(pack(known))) as ReturnType<typeof pack>);
      expect(kept).toEqual(known);
      expect(facts(await readHistory(scope, head, kept))).toEqual(facts(await readHistory(scope, head)));
    }),
  );
  await fc.assert(property, { numRuns: RUNS, seed: 20_261_127, endOnFailure: true });
}, 180_000);
