import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRepository } from './support/repository.ts';
import { run } from './support/run.ts';

async function levels(configuration: string): Promise<Map<string, string>> {
  const repository = createRepository('fixtures/repos/neglected');
  try {
    writeFileSync(join(repository.path, '.aimscheck.yml'), configuration);
    const { stdout } = await run(repository.path, 'check', '--as-of', '2026-11-23', '--format', 'json');
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; severity: string }[] };
    return new Map(findings.map(({ rule, severity }) => [rule, severity]));
  } finally {
    repository.remove();
  }
}

describe('presets', () => {
  it('strict makes warnings errors and notices warnings, reminders aside; what is configured wins', async () => {
    const recommended = await levels('preset: recommended\n');
    const strict = await levels('preset: strict\nrules: { incident-stale: notice }\n');
    const of = (levels_: Map<string, string>) =>
      ['capa-overdue', 'xref-not-reciprocal', 'runbook-drill-stale', 'capa-due-soon', 'incident-stale'].map((rule) =>
        levels_.get(rule),
      );
    expect(of(recommended)).toEqual(['error', 'notice', 'warning', 'notice', 'warning']);
    expect(of(strict)).toEqual(['error', 'warning', 'error', 'notice', 'notice']);
  });

  it('recommended is what holds where nothing is said', async () => {
    expect(await levels('timezone: UTC\n')).toEqual(await levels('timezone: UTC\npreset: recommended\n'));
  });

  it('another name is an error that names them', async () => {
    const repository = createRepository('fixtures/repos/conforming');
    try {
      writeFileSync(join(repository.path, '.aimscheck.yml'), 'preset: strickt\n');
      const { code, stderr } = await run(repository.path, 'check', '--as-of', '2026-11-23');
      expect(code).toBe(2);
      expect(stderr).toContain('expected one of "recommended", "strict"; did you mean "strict"?');
    } finally {
      repository.remove();
    }
  });
});
