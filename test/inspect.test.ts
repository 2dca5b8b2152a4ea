import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './support/repository.ts';
import { run } from './support/run.ts';

describe('inspect', () => {
  it('draws the outline of a policy: lines, what is missing, what came nearest', async () => {
    const file = 'fixtures/repos/neglected/policies/ai-incident-management.md';
    const { code, stdout, stderr } = await run(ROOT, 'inspect', file);
    await expect(stdout).toMatchFileSnapshot(join(ROOT, 'fixtures/inspect/neglected.txt'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.each(['text', 'json'])('shows no credential that stands in a policy, as %s', async (format) => {
    const folder = mkdtempSync(join(tmpdir(), 'aimscheck-inspect-'));
    try {
      const key = ['AKIA', 'Q3EGRZ7XKWJ4TBNV'].join('');
      writeFileSync(
        join(folder, 'policy.md'),
        `# AI incident policy\n\n**Owner:** desk ${key}\n\n## Reporting ${key}\n\nReport every incident to the duty desk with the key ${key} at once.\n`,
      );
      const { code, stdout } = await run(folder, 'inspect', 'policy.md', '--format', format);
      expect(code).toBe(0);
      expect(stdout).toContain('Report every incident to the duty desk');
      expect(stdout).not.toContain(key);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
