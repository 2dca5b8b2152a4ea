import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partition } from '../src/check/shards/partition.ts';
import { createRepository, type Repository } from './support/repository.ts';
import { run, runWith } from './support/run.ts';
import { openBlobFolder } from './support/shards.ts';

const FLAGS = ['--as-of', '2026-11-23'];
const blobs = openBlobFolder();
afterAll(blobs.remove);

const FORMATS = ['text', 'json', 'sarif', 'junit', 'markdown'];

describe.each(['conforming', 'neglected', 'promises-mixed'])('the %s organisation', (name) => {
  let repository: Repository;
  let alone: readonly string[];
  beforeAll(async () => {
    repository = createRepository(`fixtures/repos/${name}`);
    alone = await told('check');
  });
  afterAll(() => repository.remove());

  /** Every format, in one run. */
  async function told(...command: readonly string[]): Promise<string[]> {
    const files = FORMATS.map((format) => join(blobs.folder, `told.${format}`));
    const outputs = FORMATS.flatMap((format, i) => ['--format', `${format}=${files[i]}`]);
    const { code, stderr } = await run(repository.path, ...command, ...FLAGS, ...outputs);
    return [`exit code ${code}`, stderr, ...files.map((file) => readFileSync(file, 'utf8'))];
  }

  it.each([2, 3, 7])('on %i machines is told what it is told on one, byte for byte', async (count) => {
    const files = await blobs.write(repository.path, count);
    expect(await told('merge', ...files.reverse())).toEqual(alone);
  });
});

describe('the flags of a check', () => {
  let repository: Repository;
  let files: readonly string[];
  beforeAll(async () => {
    repository = createRepository('fixtures/repos/neglected');
    files = await blobs.write(repository.path, 2);
  });
  afterAll(() => repository.remove());

  it.each([
    [['--as-of', '2027-03-01']],
    [['--fail-on', 'never', '--min-severity', 'warning', '--quiet']],
    [['--changed', '--base', 'HEAD']],
  ])('count for a merge: %j', async (flags) => {
    const alone = await run(repository.path, 'check', ...flags);
    expect(alone.stdout).not.toBe('');
    expect(await run(repository.path, 'merge', ...files, ...flags)).toEqual(alone);
  });

  it('--at: shards of a commit are merged at that commit', async () => {
    const ofCommit = [1, 2].map((shard) => join(blobs.folder, `at-${shard}.blob`));
    for (const [i, file] of ofCommit.entries())
      await run(repository.path, 'check', '--at', 'HEAD', '--shard', `${i + 1}/2`, '--format', `blob=${file}`);
    const alone = await run(repository.path, 'check', '--at', 'HEAD');
    expect(await run(repository.path, 'merge', ...ofCommit, '--at', 'HEAD')).toEqual(alone);
  });

  it('report and issues take them too', async () => {
    const report = ['report', '--as-of', '2026-11-23', '--format', 'json'];
    expect(await run(repository.path, ...report, '--blobs', ...files)).toEqual(await run(repository.path, ...report));
    const env = { GITHUB_TOKEN: 'token', GITHUB_REPOSITORY: 'northwind/ai-records' };
    const issues = await runWith({ cwd: repository.path, env }, 'issues', 'plan', '--blobs', files[0] ?? '');
    expect(issues.stderr).toContain('Missing shard 2/2');
  });
});

it('more shards than files, and no file at all', async () => {
  const empty = createRepository('fixtures/repos/empty');
  const files = await blobs.write(empty.path, 2);
  expect(await run(empty.path, 'merge', ...files)).toEqual(await run(empty.path, 'check'));
  empty.remove();
});

describe('blobs that are not all shards of this work', () => {
  let repository: Repository;
  let files: readonly string[];
  const at = (name: string) => join(blobs.folder, name);
  beforeAll(async () => {
    repository = createRepository('fixtures/repos/conforming');
    files = (await blobs.write(repository.path, 3)).map((file, i) => {
      copyFileSync(file, at(`shard-${i + 1}.blob`));
      return at(`shard-${i + 1}.blob`);
    });
  });
  afterAll(() => repository.remove());

  /** What is told, without the folder of the blobs. */
  async function refusal(...given: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await run(repository.path, 'merge', ...given, ...FLAGS);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    return stderr.replaceAll(`${blobs.folder}/`, '').replaceAll(/[0-9a-f]{40}/g, '<id>');
  }
  const [one, two, three] = [0, 1, 2].map((i) => () => files[i] ?? '') as [() => string, () => string, () => string];

  it('one is missing', async () => {
    expect(await refusal(one(), three())).toMatchInlineSnapshot(`
      "aimscheck: merge: Missing shard 2/3; run "aimscheck check --shard 2/3 --format blob=FILE" and give its file too
      "
    `);
  });
  it('one is there twice', async () => {
    copyFileSync(one(), at('copy.blob'));
    expect(await refusal(one(), two(), at('copy.blob'), three())).toMatchInlineSnapshot(`
      "aimscheck: copy.blob: shard 1 of 3, as shard-1.blob; give each shard once
      "
    `);
  });
  it('one is no file', async () => {
    expect(await refusal(one(), two(), at('absent.blob'))).toMatchInlineSnapshot(`
      "aimscheck: absent.blob: Missing file; did its shard fail?
      "
    `);
    expect(await refusal(one(), two(), blobs.folder)).toContain('Missing file');
  });
  it('one is cut short', async () => {
    copyFileSync(three(), at('short.blob'));
    truncateSync(at('short.blob'), readFileSync(three()).length - 1);
    expect(await refusal(one(), two(), at('short.blob'))).toMatchInlineSnapshot(`
      "aimscheck: short.blob: damaged or cut short; run the shard again, or fetch the file again
      "
    `);
  });
  it('one is something else', async () => {
    writeFileSync(at('other.json'), '{"version": 1}\n');
    expect(await refusal(one(), two(), at('other.json'))).toMatchInlineSnapshot(`
      "aimscheck: other.json: Unexpected content, expected what "aimscheck check --shard I/N" writes
      "
    `);
    writeFileSync(at('empty.blob'), '');
    expect(await refusal(one(), two(), at('empty.blob'))).toContain('Unexpected content');
  });
  it('one is of another number of shards', async () => {
    const [half = ''] = await blobs.write(repository.path, 2);
    expect(await refusal(one(), two(), half)).toMatchInlineSnapshot(`
      "aimscheck: 1-of-2.blob: shard 1 of 2, but shard-1.blob is shard 1 of 3; give the shards of one run
      "
    `);
  });
  it('one is of another version, whatever else it holds', async () => {
    const text = readFileSync(three(), 'utf8');
    writeFileSync(at('next.blob'), text.replace('aimscheck-shard 1', 'aimscheck-shard 2'));
    expect(await refusal(one(), two(), at('next.blob'))).toMatchInlineSnapshot(`
      "aimscheck: next.blob: written by another version of aimscheck; run all shards and merge with the same one
      "
    `);
  });
  it('one is of another configuration', async () => {
    const own = at('configured.blob');
    writeFileSync(join(repository.path, 'other.yml'), 'rules: { incident-stale: "off" }\n');
    await run(repository.path, 'check', '--config', 'other.yml', '--shard', '3/3', '--format', `blob=${own}`);
    expect(await refusal(one(), two(), own)).toMatchInlineSnapshot(`
      "aimscheck: configured.blob: made with another configuration or other definitions; use the same for all shards and merge
      "
    `);
  });
  it('one saw other files', async () => {
    writeFileSync(join(repository.path, 'incidents/AI-INC-2026-099-left-over.yml'), 'id: AI-INC-2026-099\n');
    const more = at('more.blob');
    await run(repository.path, 'check', '--shard', '3/3', '--format', `blob=${more}`);
    expect(await refusal(one(), two(), more)).toMatchInlineSnapshot(`
      "aimscheck: more.blob: its machine found other files than that of shard-1.blob; run all shards on the same checkout
      "
    `);
    expect(await refusal(...files)).toMatchInlineSnapshot(`
      "aimscheck: incidents/AI-INC-2026-099-left-over.yml: no shard saw it; merge on the checkout of the shards
      "
    `);
    repository.git('clean', '-qfd');
  });
  it('a file was changed since, or is gone', async () => {
    const [file = ''] = repository.git('ls-files', 'incidents/*.yml').split('\n');
    writeFileSync(join(repository.path, file), `${readFileSync(join(repository.path, file), 'utf8')}\n# more\n`);
    expect(await refusal(...files)).toMatchInlineSnapshot(`
      "aimscheck: incidents/AI-INC-2026-001-sepsis-lactate-units.yml: not as shard-2.blob saw it; merge where the files are as the shards had them
      "
    `);
    repository.git('checkout', '--quiet', '.');
    repository.git('rm', '--quiet', file);
    expect(await refusal(...files)).toMatchInlineSnapshot(`
      "aimscheck: shard-2.blob: saw a file that is not here, incidents/AI-INC-2026-001-sepsis-lactate-units.yml; merge on the checkout of the shards
      "
    `);
    repository.git('reset', '--quiet', '--hard');
  });
  it('the commit is another', async () => {
    repository.git('commit', '--quiet', '--allow-empty', '--message', 'Later');
    expect(await refusal(...files)).toMatchInlineSnapshot(`
      "aimscheck: shard-1.blob: made at commit "<id>", expected commit "<id>"; check out the same
      "
    `);
  });
});

describe('what a shard is asked', () => {
  const asked = (...args: string[]) => run(blobs.folder, 'check', ...args);
  it.each([
    ['--shard', '0/3'],
    ['--shard', '4/3'],
    ['--shard', '1/1001'],
    ['--shard', '2'],
    ['--shard', '1/2'],
    ['--shard', '1/2', '--format', 'json'],
    ['--shard', '1/2', '--format', 'blob', '--changed'],
    ['--shard', '1/2', '--format', 'blob', '--as-of', '2026-11-23'],
    ['--shard', '1/2', '--format', 'blob', 'incidents'],
    ['--format', 'blob'],
  ])('cannot be: %s %s %s %s %s', async (...args) => {
    const { code, stdout, stderr } = await asked(...args.filter(Boolean));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/blob|paths|--shard/);
  });
});

it('shards are as heavy as one another, but for one file, and depend on no order', () => {
  const sizes = fc.array(fc.nat(100_000), { maxLength: 200 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 12 }), (weights, count) => {
      const files = weights.map((weight, i) => ({ path: `incidents/${i}.yml`, weight }));
      const shards = partition(files, count);
      expect(partition([...files].reverse(), count)).toEqual(shards);
      const loads = Array.from({ length: count }, () => 0);
      for (const { path, weight } of files) {
        const shard = shards.get(path) ?? 0;
        loads[shard - 1] = (loads[shard - 1] ?? Number.NaN) + weight;
      }
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(Math.max(0, ...weights));
    }),
  );
});
