import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check } from '../src/index.ts';
import { BREAKS, CONFORMING } from './data/breaks.ts';

let repository: string;

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), 'breaks-'));
  cpSync(CONFORMING, repository, { recursive: true });
  execFileSync('git', ['init', '--quiet', repository]);
});

afterAll(() => rmSync(repository, { recursive: true, force: true }));

async function findings() {
  const { result } = await check({ cwd: repository, asOf: '2026-11-23' });
  return result.findings
    .filter(({ waived }) => !waived)
    .map(({ rule, file, line, column }) => ({ rule, file, line, column }));
}

describe('one defect in a conforming repository', () => {
  it('is not there to begin with', async () => {
    expect(await findings()).toEqual([]);
  });

  it.each(BREAKS)('$name', async ({ file, edit, expect: expected, uncovers }) => {
    const path = join(repository, file);
    const text = readFileSync(path, 'utf8');
    const broken = edit(text);
    expect(broken).not.toBe(text);
    writeFileSync(path, broken);
    try {
      const found = await findings();
      expect(found.filter(({ rule }) => rule !== uncovers)).toEqual([{ file, ...expected }]);
      expect(found.length).toBe(uncovers ? 2 : 1);
    } finally {
      writeFileSync(path, text);
    }
  });
});
