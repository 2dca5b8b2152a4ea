import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePolicy, writeRunbook } from './prose.mjs';
import { createRandom } from './random.mjs';
import { writeRecord } from './records.mjs';

const SEED = 42001;
const PER_FOLDER = 500;

/**
 * Builds `records/` (incident records), `prose/` (runbooks and policies), `one/` (one record), `mixed/` (records and prose
 * in a Git repository) and `tools/` (what the peers are told) in a new folder outside the repository. Each has its own
 * configuration, so that a run reads one only.
 */
export function buildCorpus(count, schemaFile) {
  const root = mkdtempSync(join(tmpdir(), 'aimscheck-bench-'));
  const random = createRandom(SEED);
  const invalid = new Set(
    Array.from({ length: Math.floor(count * 0.03) }, (_, i) => Math.floor((i * count) / Math.floor(count * 0.03)) + 1),
  );
  const bytes = writeMany(join(root, 'records', 'incidents'), 'yml', count, (i) =>
    writeRecord(i, invalid.has(i), random),
  );
  const runbooks = Math.ceil(count / 10);
  const policies = Math.ceil(count / 50);
  writeMany(join(root, 'prose', 'runbooks'), 'md', runbooks, (i) => writeRunbook(i, random));
  writeMany(join(root, 'prose', 'policies'), 'md', policies, (i) => writePolicy(i, random));
  writeMany(join(root, 'one', 'incidents'), 'yml', 1, (i) => writeRecord(i, false, random));
  for (const folder of ['records', 'prose', 'one'])
    writeFileSync(join(root, folder, '.aimscheck.yml'), 'timezone: UTC\n');
  writeFileSync(
    join(root, 'prose', '.markdownlint-cli2.jsonc'),
    JSON.stringify({ config: { MD013: false, MD025: { front_matter_title: '' } } }),
  );
  writeTools(join(root, 'tools'), schemaFile);
  commitMixed(root);
  return { root, invalid: invalid.size, meanKb: bytes / count / 1024, markdown: runbooks + policies };
}

function writeMany(folder, extension, count, write) {
  const prefix = extension === 'yml' ? 'AI-INC-2026-' : '';
  let bytes = 0;
  for (let i = 1; i <= count; i++) {
    const shelf = join(folder, String(Math.floor((i - 1) / PER_FOLDER)).padStart(3, '0'));
    if (i % PER_FOLDER === 1) mkdirSync(shelf, { recursive: true });
    const text = write(i);
    bytes += Buffer.byteLength(text);
    writeFileSync(join(shelf, `${prefix}${String(i).padStart(6, '0')}.${extension}`), text);
  }
  return bytes;
}

/** Records and prose together, committed: what a run keeps is kept in the Git folder. */
function commitMixed(root) {
  const mixed = join(root, 'mixed');
  for (const folder of ['records', 'prose']) cpSync(join(root, folder), mixed, { recursive: true });
  const git = (...args) => {
    const named = ['-c', 'user.name=Records Desk', '-c', 'user.email=records@example.org', '-c', 'gc.auto=0'];
    const { status, stderr } = spawnSync('git', [...named, ...args], { cwd: mixed, encoding: 'utf8' });
    if (status !== 0) throw new Error(`git ${args[0]}: ${stderr}`);
  };
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Records');
}

function writeTools(folder, schemaFile) {
  mkdirSync(folder);
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
  writeFileSync(join(folder, 'schema.json'), JSON.stringify(schema));
  const then = { function: 'schema', functionOptions: { schema, dialect: 'draft2020-12', allErrors: true } };
  const rules = {
    'incident-schema': { given: '$', severity: 'error', resolved: false, message: '{{path}}: {{error}}', then },
  };
  writeFileSync(join(folder, 'spectral.json'), JSON.stringify({ rules }));
}
