import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKFLOWS } from '../../init/workflows.ts';
import type { Rule } from '../../rules/define-rule.ts';
import { cataloguePage } from './catalogue.ts';
import type { Sources } from './sources.ts';

interface PageInput {
  readonly root: string;
  readonly rules: readonly Rule[];
  readonly sources: Sources;
}

/** The rule page and the tables between markers in the README. */
export function buildPages({ root, rules, sources }: PageInput): Map<string, string> {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const tables = {
    sections: sectionTable(sources),
    rules: ruleTable(rules),
    example: example(root),
    workflows: workflows(),
    bench: benchTable(root),
  };
  return new Map([
    ['docs/rules.md', rulePage(rules)],
    ['docs/catalogue.md', cataloguePage(rules)],
    ['README.md', Object.entries(tables).reduce((text, [name, table]) => replaceBetween(text, name, table), readme)],
  ]);
}

interface BenchRow {
  readonly peer: string;
  readonly records: number;
  readonly mode: string;
  readonly ours_s: number;
  readonly peer_s: number | null;
  readonly ratio: number | null;
  readonly ours_mb: number;
  readonly peer_mb: number | null;
}

/** The last bench that was saved (`npm run bench -- --save`). */
function benchTable(root: string): string {
  const file = join(root, 'test/bench/result.json');
  if (!existsSync(file)) return 'None has been saved yet.';
  const { node, cores, rows } = JSON.parse(readFileSync(file, 'utf8')) as {
    node: string;
    cores: number;
    rows: readonly BenchRow[];
  };
  const shown = rows.map(
    ({ peer, records, mode, ours_s, peer_s, ratio, ours_mb, peer_mb }) =>
      `| ${peer} | ${records.toLocaleString('en')} | ${mode} | ${ours_s} | ${peer_s ?? '–'} | ${ratio ?? '–'} | ${ours_mb} / ${peer_mb ?? '–'} |`,
  );
  return [
    `Node ${node}, ${cores} cores; ratio = theirs ÷ ours, above 1 ours is faster.`,
    '',
    '| Beside | Records | Mode | Ours, s | Theirs, s | Ratio | MB ours / theirs |',
    '|---|---|---|---|---|---|---|',
    ...shown,
  ].join('\n');
}

function workflows(): string {
  return WORKFLOWS.map(({ path, text }) => `\`${path}\`:\n\n\`\`\`yaml\n${text}\`\`\``).join('\n\n');
}

/** The first findings that the neglected example organisation is told, as its expected output has them. */
function example(root: string): string {
  const output = readFileSync(join(root, 'fixtures/repos/neglected.expected.txt'), 'utf8');
  const findings = output.slice(0, output.indexOf('\nChecked ')).split('\n\n');
  const shown = EXAMPLES.flatMap((rule) => findings.find((finding) => finding.includes(` ${rule} `)) ?? []);
  return `\`\`\`text\n${shown.join('\n\n').trim()}\n\n${output.trim().split('\n').at(-1)}\n\`\`\``;
}

const EXAMPLES = ['capa-overdue', 'incident-root-cause-missing'];

function replaceBetween(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- generated: ${name} -->`, `<!-- /generated: ${name} -->`];
  const start = text.indexOf(begin);
  const stop = text.indexOf(end);
  if (start < 0 || stop < start) throw new Error(`README.md lacks the markers ${begin} … ${end}`);
  return `${text.slice(0, start + begin.length)}\n${content}\n${text.slice(stop)}`;
}

/** The sections of the first definition; of the others, what they are. */
function sectionTable({ definitions: [first, ...others] }: Sources): string {
  const rows = [first].flatMap((definition) =>
    (definition?.sections ?? []).map(
      ({ title, key, topics, references }) =>
        `| ${title} (\`${key}\`) | ${topics.map((topic) => topic.title).join(', ')} | ${references.join(', ')} |`,
    ),
  );
  const siblings = others.map(
    ({ type, title, sections, references }) =>
      `| ${title} (\`${type}\`) | ${sections.map((section) => section.title).join(' · ')} | ${references.join(', ')} |`,
  );
  return [
    '| Section | Topics | References |',
    '|---|---|---|',
    ...rows,
    '',
    'Its siblings are checked in the same way, where a repository has them:',
    '',
    '| Policy | Sections | References |',
    '|---|---|---|',
    ...siblings,
  ].join('\n');
}

function ruleTable(rules: readonly Rule[]): string {
  const rows = rules.map(
    ({ id, severity, summary, references }) =>
      `| [\`${id}\`](docs/rules.md#${id}) | ${severity} | ${summary} | ${references.join(', ')} |`,
  );
  return ['| Rule | Level | Finds | References |', '|---|---|---|---|', ...rows].join('\n');
}

function rulePage(rules: readonly Rule[]): string {
  const parts = rules.map((rule) => {
    const scope = {
      document: 'one document',
      workspace: 'all documents together',
      history: 'the Git history of records',
      schema: 'the schema',
    }[rule.scope];
    const options = Object.entries(rule.options ?? {}).map(
      ([name, schema]) => `- \`${name}\`: ${String(schema.description)}`,
    );
    return [
      `## ${rule.id}`,
      '',
      `${rule.summary} (${rule.severity}; looks at ${scope}${rule.dated ? '; depends on the date of the check' : ''})`,
      '',
      `**Why.** ${rule.rationale}`,
      '',
      `**What to write.** ${rule.fix}`,
      '',
      `**References.** ${rule.references.join(', ') || 'none'}`,
      ...(options.length > 0 ? ['', '**Options.**', '', ...options] : []),
      '',
    ].join('\n');
  });
  return `# Rules\n\n<!-- generated by npm run generate -->\n\n${parts.join('\n')}`;
}
