import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../src/generated/rules.ts';
import { check } from '../src/index.ts';
import type { Result } from '../src/types.ts';
import { createWorkTree, ROOT } from './support/repository.ts';
import { run } from './support/run.ts';
import { readStory } from './support/story.ts';

const AS_OF = '2026-11-23T12:00:00Z';
/** Rules that no repository of files can show: what they speak of is shown by tests of their own. */
const SHOWN_ELSEWHERE = new Map([
  ['base-unknown', 'test/changed.test.ts'],
  ['exception-not-on-base', 'test/exceptions.test.ts'],
  ['history-not-evaluable', 'test/history-clones.test.ts'],
  ['regulatory-data-stale', 'test/clocks.test.ts'],
  ['document-schema-valid', 'the fallback for schemas that name no rule; none of ours'],
]);
const folders = readdirSync(join(ROOT, 'fixtures/rules')).sort();

/** The files of a case; of a rule on the history, the commits that its `history.yml` tells. */
function open(folder: string) {
  const script = join(folder, 'history.yml');
  return existsSync(join(ROOT, script)) ? readStory(script) : createWorkTree(folder);
}

describe('every rule has a case that fires and one that does not', () => {
  it('no rule lacks its fixtures and no fixture its rule', () => {
    const expected = rules.map(({ id }) => id).filter((id) => !SHOWN_ELSEWHERE.has(id));
    expect(folders).toEqual([...expected].sort());
  });

  for (const id of folders) {
    it(`${id} fires on bad`, async () => {
      const repository = open(`fixtures/rules/${id}/bad`);
      try {
        const json = join(repository.path, 'report.json');
        const formats = ['--format', 'text', '--format', `json=${json}`];
        const { stdout } = await run(repository.path, 'check', '--as-of', AS_OF, ...formats);
        const { findings: found } = JSON.parse(readFileSync(json, 'utf8')) as Result;
        expect([...new Set(found.filter(({ waived }) => !waived).map(({ rule }) => rule))]).toEqual([id]);
        const findings = stdout.slice(0, stdout.indexOf('\nChecked '));
        await expect(`${findings}\n`).toMatchFileSnapshot(join(ROOT, 'fixtures/rules', id, 'expected.txt'));
      } finally {
        repository.remove();
      }
    });

    it(`${id} is silent on good`, async () => {
      expect(existsSync(join(ROOT, 'fixtures/rules', id, 'good'))).toBe(true);
      const repository = open(`fixtures/rules/${id}/good`);
      try {
        const { result } = await check({ cwd: repository.path, asOf: AS_OF });
        expect(
          result.findings
            .filter(({ waived }) => !waived)
            .map(({ rule, file, line, message }) => `${rule} ${file}:${line} ${message}`),
        ).toEqual([]);
      } finally {
        repository.remove();
      }
    });
  }
});
