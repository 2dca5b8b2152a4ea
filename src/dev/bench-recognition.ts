/** Prints how well sections and topics are recognised in the labelled corpus, per half of its repositories. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { load } from 'js-yaml';
import { parseMarkdown } from '../parse/markdown.ts';
import { compileDefinition, type Definition, recognise } from '../recognise/index.ts';

const root = resolve(import.meta.dirname, '../..');
const shared = resolve(root, '../shared');
const corpus = join(shared, 'corpus');

/** Repositories fall into two halves by a hash of their name; only the first was used to tune the vocabulary. */
export function halfOf(file: string): 'tuned' | 'held out' {
  const repository = file.split('/').at(-1)?.split('__').slice(0, 2).join('__') ?? '';
  const digest = createHash('sha256').update(repository).digest();
  return (digest.at(-1) ?? 0) % 2 === 0 ? 'tuned' : 'held out';
}

function readPolicy(file: string, compiled: ReturnType<typeof compileDefinition>) {
  const markdown = parseMarkdown(readFileSync(join(corpus, file), 'utf8'));
  return { file, ...recognise(markdown, compiled, frontMatterOf(markdown.frontMatter?.text)) };
}

function frontMatterOf(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = load(text ?? '');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function main(): void {
  if (!existsSync(corpus)) {
    console.error(`NOT SCORED: the labelled corpus is not at ${corpus}`);
    process.exitCode = 2;
    return;
  }
  const definition = load(
    readFileSync(join(root, 'policies/ai-incident-management/definition.yml'), 'utf8'),
  ) as Definition;
  const compiled = compileDefinition(definition);
  const labels = JSON.parse(readFileSync(join(corpus, 'labels.json'), 'utf8')) as { files: Record<string, unknown> };
  const documents = Object.keys(labels.files).map((file) => readPolicy(file, compiled));
  const folder = mkdtempSync(join(tmpdir(), 'recognition-'));
  const flags = process.argv.includes('--misses') ? ['--misses'] : [];
  const only = process.argv.find((argument) => argument.startsWith('--half='))?.slice(7);
  for (const half of ['tuned', 'held out', 'overall']) {
    if (only !== undefined && !half.startsWith(only)) continue;
    const chosen = documents.filter(({ file }) => half === 'overall' || halfOf(file) === half);
    const out = join(folder, `${half.replace(' ', '-')}.json`);
    writeFileSync(out, JSON.stringify(chosen));
    console.log(`\n${half}: ${chosen.length} documents`);
    console.log(
      execFileSync('node', [join(shared, 'tools/score-recognition.mjs'), corpus, out, ...flags], {
        encoding: 'utf8',
      }).trimEnd(),
    );
  }
}

main();
