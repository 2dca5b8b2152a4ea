import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { check, type Finding } from '../src/index.ts';
import { addDays } from '../src/time.ts';
import { createRepository, type Repository } from './support/repository.ts';
import { run } from './support/run.ts';

const AS_OF = '2026-11-23T12:00:00Z';
const RECORD = 'incidents/AI-INC-2026-031-storm-claims.yml';
const opened: Repository[] = [];
const open = (fixture: string): Repository => {
  const repository = createRepository(fixture);
  opened.push(repository);
  return repository;
};
afterEach(() => {
  for (const repository of opened.splice(0)) repository.remove();
});

/** A record without the search for similar cases, waived or not. */
const openRecord = () => open('fixtures/rules/waiver-unused/good');
const WAIVER = 'waivers/WVR-2026-004.yml';

const write = ({ path }: Repository, file: string, text: string) => {
  mkdirSync(join(path, file, '..'), { recursive: true });
  writeFileSync(join(path, file), text);
};
const read = ({ path }: Repository, file: string) => readFileSync(join(path, file), 'utf8');
const commit = ({ git }: Repository, message: string) => {
  git('add', '--all');
  git('commit', '--quiet', '--message', message);
};

async function tell({ path }: Repository, base?: string): Promise<string[]> {
  const { result } = await check({ cwd: path, asOf: AS_OF, ...(base === undefined ? {} : { changed: { base } }) });
  return result.findings.map(({ rule, severity, waived }) =>
    waived ? `${rule} waived by ${waived.by}` : `${rule} ${severity}`,
  );
}

describe('a change cannot waive its own findings', () => {
  it('a waiver counts once it is on the base, as it stands there', async () => {
    const repository = openRecord();
    const text = read(repository, WAIVER);
    repository.git('rm', '--quiet', WAIVER);
    commit(repository, 'No waiver');
    write(repository, WAIVER, text);
    expect(await tell(repository)).toEqual(['incident-similar-check-missing waived by WVR-2026-004']);
    expect(await tell(repository, 'HEAD')).toEqual([
      'incident-similar-check-missing error',
      'exception-not-on-base notice',
    ]);

    commit(repository, 'Waive');
    expect(await tell(repository, 'HEAD')).toEqual(['incident-similar-check-missing waived by WVR-2026-004']);
    write(repository, WAIVER, text.replace('AI-INC-2026-031', 'AI-INC-2026-030'));
    commit(repository, 'Meant another record');
    write(repository, WAIVER, text);
    expect(await tell(repository, 'HEAD')).toEqual([
      'incident-similar-check-missing error',
      'exception-not-on-base notice',
    ]);
  });

  it('a waiver that the change only words otherwise still counts', async () => {
    const repository = openRecord();
    write(repository, WAIVER, read(repository, WAIVER).replace('compensating', '# looked at\ncompensating'));
    expect(await tell(repository, 'HEAD')).toEqual(['incident-similar-check-missing waived by WVR-2026-004']);
  });

  it('an ignore counts once the base has it beside the same line, and as often', async () => {
    const repository = openRecord();
    repository.git('rm', '--quiet', WAIVER);
    commit(repository, 'No waiver');
    const ignore = '# aimscheck-ignore incident-similar-check-missing until=2026-12-31 -- waits for the tool\n';
    write(repository, RECORD, read(repository, RECORD).replace('    done: false\n', `    ${ignore}    done: false\n`));
    expect((await tell(repository))[0]).toMatch(/^incident-similar-check-missing waived by incidents\/.*:\d+$/);
    expect(await tell(repository, 'HEAD')).toEqual([
      'exception-not-on-base notice',
      'incident-similar-check-missing error',
    ]);
    commit(repository, 'Ignore');
    write(repository, RECORD, `# looked at\n${read(repository, RECORD)}`);
    expect((await tell(repository, 'HEAD'))[0]).toMatch(/^incident-similar-check-missing waived by/);
  });

  it('what a change adds to the baseline counts once it is on the base', async () => {
    const repository = openRecord();
    repository.git('rm', '--quiet', WAIVER);
    commit(repository, 'No waiver');
    expect((await run(repository.path, 'check', '--as-of', AS_OF, '--update-baseline')).code).toBe(0);
    expect(await tell(repository)).toEqual(['incident-similar-check-missing waived by .aimscheck-baseline.json']);
    expect(await tell(repository, 'HEAD')).toEqual([
      'exception-not-on-base notice',
      'incident-similar-check-missing error',
    ]);
    commit(repository, 'Adopt');
    expect(await tell(repository, 'HEAD')).toEqual([
      'incident-similar-check-missing waived by .aimscheck-baseline.json',
    ]);
  });

  it('where the base is not known no exception counts', async () => {
    const repository = openRecord();
    expect(await tell(repository, 'no-such-base')).toEqual([
      'base-unknown notice',
      'incident-similar-check-missing error',
      'exception-not-on-base notice',
    ]);
  });
});

const withoutId = ({ fingerprint, message, severity, line, waived }: Finding) =>
  JSON.stringify({ fingerprint, message, severity, line, waived });

describe('waivers', () => {
  it('one that has lapsed, is not approved or has a malformed date changes nothing but its own findings', async () => {
    const repository = open('fixtures/repos/neglected');
    const before = (await check({ cwd: repository.path, asOf: AS_OF })).result;
    const rules = [...new Set(before.findings.map(({ rule }) => rule))];
    const subjects = [...new Set(before.findings.map(({ subject }) => subject))];
    const invalid = fc.constantFrom('state: requested', 'state: revoked', 'state: expired', 'x_note: none');
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.constantFrom(...rules), { minLength: 1 }),
        fc.uniqueArray(fc.constantFrom(...subjects), { minLength: 1 }),
        fc.integer({ min: 1, max: 300 }),
        invalid,
        fc.constantFrom('', '-13', '/01', ' or so'),
        async (ids, records, age, extra, spoiled) => {
          const end = `${addDays('2026-11-23', extra === 'x_note: none' && spoiled === '' ? -age : age)}${spoiled}`;
          write(
            repository,
            'waivers/WVR-2026-009.yml',
            `schema_version: 1\nid: WVR-2026-009\nrule_ids: ${JSON.stringify(ids)}\nscope: { records: ${JSON.stringify(records)} }\nreason: Put off\nrisk_statement: Known\nrequested_by: k.whitfield\napproved_by: g.maddox\ngranted_at: 2026-01-02\nexpires_at: ${JSON.stringify(end)}\n${extra}\n`,
          );
          const after = (await check({ cwd: repository.path, asOf: AS_OF })).result;
          const others = after.findings.filter(({ file }) => file !== 'waivers/WVR-2026-009.yml');
          expect(others.map(withoutId)).toEqual(before.findings.map(withoutId));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('counts both ways in every format', async () => {
    const repository = openRecord();
    const output = async (format: string) =>
      (await run(repository.path, 'check', '--as-of', AS_OF, '--format', format)).stdout;
    const both = 'no problems, 1 waived (without waivers: 1 error)';
    const onTwoLines = 'no problems, 1 waived in 1 document\n  without waivers: 1 error\n';
    for (const format of ['text', 'github']) expect(await output(format)).toContain(onTwoLines);
    for (const format of ['markdown', 'junit', 'sarif']) expect(await output(format)).toContain(both);
    const { summary, requirements } = JSON.parse(await output('json')) as {
      summary: unknown;
      requirements: { section: string; layer: string }[];
    };
    expect(summary).toMatchObject({ errors: 0, waived: 1, without_waivers: { errors: 1, warnings: 0, notices: 0 } });
    expect(
      requirements.find(({ section, layer }) => section === 'investigation-and-root-cause' && layer === 'operation'),
    ).toMatchObject({
      verdict: 'conforms',
      passed: 1,
      failed: 0,
      without_waivers: { verdict: 'minor', passed: 0, failed: 1 },
    });
  });

  it('a requirement waived is a waiver of all its rules in the scope', async () => {
    const repository = openRecord();
    const text = read(repository, WAIVER).replace(
      'rule_ids:\n  - incident-similar-check-missing',
      'requirements: [investigation-and-root-cause/operation]',
    );
    write(repository, WAIVER, text);
    expect(await tell(repository)).toEqual(['incident-similar-check-missing waived by WVR-2026-004']);
  });
});

describe('the baseline', () => {
  it('never hides a finding that was not there, whatever line of whatever record goes', async () => {
    const repository = open('fixtures/repos/neglected');
    await run(repository.path, 'check', '--as-of', AS_OF, '--update-baseline', '--fail-on', 'never');
    const known = await findingsWithout(repository);
    const files = ['incidents', 'capas'].flatMap((folder) =>
      readdirSync(join(repository.path, folder)).map((name) => `${folder}/${name}`),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.nat(), async (file, nat) => {
        const text = read(repository, file);
        const lines = text.split('\n');
        write(repository, file, lines.filter((_, i) => i !== nat % lines.length).join('\n'));
        const real = await findingsWithout(repository);
        const { result } = await check({ cwd: repository.path, asOf: AS_OF });
        write(repository, file, text);
        const shown = new Set(result.findings.filter(({ waived }) => !waived).map(({ fingerprint }) => fingerprint));
        const hidden = real.filter((fingerprint) => !known.includes(fingerprint) && !shown.has(fingerprint));
        expect(hidden).toEqual([]);
        expect(result.findings.filter(({ rule }) => !OWN.test(rule)).map(({ fingerprint }) => fingerprint)).toEqual(
          real,
        );
      }),
      { numRuns: 20 },
    );
  });

  it('may only shrink: what is put right is told, and comes back as new once it is taken out', async () => {
    const repository = open('fixtures/rules/baseline-stale/good');
    expect(await tell(repository)).toEqual(['incident-similar-check-missing waived by .aimscheck-baseline.json']);
    const text = read(repository, RECORD);
    write(
      repository,
      RECORD,
      text.replace('    done: false\n', '    done: true\n    scope: fraud-scoring\n    result: none\n'),
    );
    expect(await tell(repository)).toEqual(['baseline-stale warning']);
    const { stderr } = await run(repository.path, 'check', '--as-of', AS_OF, '--update-baseline');
    expect(stderr).toBe('aimscheck: 0 known findings written to .aimscheck-baseline.json: 0 added, 1 put right\n');
    write(repository, RECORD, text);
    expect(await tell(repository)).toEqual(['incident-similar-check-missing error']);
    const { stdout } = await run(repository.path, 'check', '--as-of', AS_OF);
    expect(stdout).toContain('Baseline       1 known finding at adoption on 2026-11-23, 0 left');
  });

  it('a finding whose text was touched is not known any more', async () => {
    const repository = open('fixtures/rules/baseline-stale/good');
    write(repository, RECORD, read(repository, RECORD).replace('done: false', 'done: false # looked at'));
    expect(await tell(repository)).toEqual(['baseline-stale warning', 'incident-similar-check-missing error']);
  });

  it('a file that is none is told', async () => {
    const repository = open('fixtures/rules/baseline-stale/good');
    write(repository, '.aimscheck-baseline.json', '{ "version": 2 }');
    expect(await run(repository.path, 'check')).toMatchObject({
      code: 2,
      stderr: 'aimscheck: .aimscheck-baseline.json is no baseline of version 1; write it anew with --update-baseline\n',
    });
    expect((await run(repository.path, 'check', '--baseline', 'known.json')).stderr).toBe(
      'aimscheck: no baseline at known.json; write it with --update-baseline\n',
    );
  });
});

const OWN = /^(?:baseline|waiver|suppression|exception)-/;

async function findingsWithout({ path }: Repository): Promise<string[]> {
  const { result } = await check({ cwd: path, asOf: AS_OF, baseline: false });
  return result.findings.filter(({ rule }) => !OWN.test(rule)).map(({ fingerprint }) => fingerprint);
}
