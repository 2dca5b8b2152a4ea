import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eighteenMonths } from './support/eighteen-months.ts';
import { ROOT } from './support/repository.ts';
import { run } from './support/run.ts';
import type { Story } from './support/story.ts';

let story: Story;
beforeAll(() => {
  story = eighteenMonths();
});
afterAll(() => story.remove());

const expected = (name: string) => join(ROOT, 'test/data/history', name);
const history = (...args: string[]) => run(story.path, 'history', '--as-of', '2026-11-23', ...args);

interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

async function findings(...args: string[]): Promise<string[]> {
  const { stdout } = await run(story.path, 'check', '--as-of', '2026-11-23', '--format', 'json', ...args);
  const { findings: found } = JSON.parse(stdout) as { findings: Found[] };
  return found
    .filter(({ rule }) => rule.startsWith('history-'))
    .map(({ rule, severity, file, line, message }) => `${file}:${line} ${severity} ${rule} ${message}`);
}

describe('eighteen months', () => {
  it('the ledger, as text, JSON and CSV', async () => {
    for (const [format, file] of [
      ['text', 'ledger.txt'],
      ['json', 'ledger.json.txt'],
      ['csv', 'ledger.csv.txt'],
    ] as const) {
      const { code, stdout, stderr } = await history('--format', format);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      await expect(stdout.replaceAll('\r\n', '\n')).toMatchFileSnapshot(expected(file));
    }
  });

  it('one record, with every change of its fields', async () => {
    await expect((await history('CAPA-2025-003')).stdout).toMatchFileSnapshot(expected('record.txt'));
    const { code, stderr } = await history('CAPA-2025-030');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'aimscheck: no record "CAPA-2025-030" in the history; did you mean "CAPA-2025-001"?\n',
    });
  });

  it('what the history rules find', async () => {
    await expect(`${(await findings()).join('\n')}\n`).toMatchFileSnapshot(expected('findings.txt'));
  });

  it('agrees with git and grep on how often a due date was moved', async () => {
    const counted = execFileSync(join(ROOT, 'test/support/due-date-moves.sh'), [story.path], { encoding: 'utf8' });
    const { total } = JSON.parse((await history('--format', 'json')).stdout) as { total: { moves: number } };
    expect(total.moves).toBeGreaterThan(4);
    expect(total.moves).toBe(Number(counted));
  });

  it('looks back: what Git remembered then', async () => {
    const { stdout } = await run(story.path, 'history', '--at', '2025-12-31', '--format', 'json');
    const then = JSON.parse(stdout) as { as_of: string; total: unknown };
    expect(then).toMatchObject({ as_of: '2025-12-31T23:59:59.999Z', total: { capas: 3, moves: 3, silent: 2 } });
    expect(await findings('--at', '2025-10-01')).toEqual([]);
  });

  it('judges nothing before the day of adoption', async () => {
    story.tell({
      at: '2026-11-20T09:00:00Z',
      by: 'Ruth Iyer <r.iyer@halden.example>',
      message: 'Adopt the check',
      write: { '.aimscheck.yml': 'history:\n  since: 2026-10-01\n' },
    });
    const found = await findings();
    story.git('reset', '--quiet', '--hard', 'HEAD~1');
    expect(found.map((line) => line.split(' ')[2])).toEqual(['history-extension-after-due', 'history-record-deleted']);
  });
});
