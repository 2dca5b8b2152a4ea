import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRepository, ROOT } from '../support/repository.ts';
import { run } from '../support/run.ts';

/** Three ways to state a promise; the finding quotes the sentence, row or item that was broken. */
const ORGANISATIONS = {
  'promises-table': [
    'SEV-1 contained after 9 h 10 min; your policy promises 4 h (policies/ai-incident-management.md:40)',
    'SEV-2 triaged after 7 h 30 min; your policy promises 4 h (policies/ai-incident-management.md:41)',
  ],
  'promises-prose': [
    'The policy says: Every SEV-1 incident must be contained within six hours, every SEV-2 incident within one day of detection.',
    'SEV-2 root cause determined after 30 d; your policy promises 21 days (policies/ai-incident-management.md:84)',
  ],
  'promises-mixed': [
    'P1 contained after 2 h; your policy promises 90 min (policies/ai-incident-management.md:94)',
    'Unexpected 3 h for containment of P1; your policy promises 90 min (policies/ai-incident-management.md:94)',
  ],
};

describe('organisations that break their own promises', () => {
  it.each(Object.entries(ORGANISATIONS))('%s is quoted its own words', async (name, words) => {
    const repository = createRepository(`fixtures/repos/${name}`);
    try {
      const { stdout } = await run(repository.path, 'check', '--as-of', '2026-11-23');
      await expect(stdout).toMatchFileSnapshot(join(ROOT, 'fixtures/repos', `${name}.expected.txt`));
      for (const said of words) expect(stdout).toContain(said);
    } finally {
      repository.remove();
    }
  });
});
