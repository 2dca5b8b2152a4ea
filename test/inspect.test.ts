import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../src/parse/markdown.ts';
import { compileDefinition, type Definition, recognise } from '../src/recognise/index.ts';
import { ROOT } from './support/repository.ts';
import { run } from './support/run.ts';

describe('inspect', () => {
  it('draws the outline of a policy: lines, what is missing, what came nearest', async () => {
    const file = 'fixtures/repos/neglected/policies/ai-incident-management.md';
    const { code, stdout, stderr } = await run(ROOT, 'inspect', file);
    await expect(stdout).toMatchFileSnapshot(join(ROOT, 'fixtures/inspect/neglected.txt'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

const compiled = compileDefinition(
  load(readFileSync(join(ROOT, 'policies/ai-incident-management/definition.yml'), 'utf8')) as Definition,
);

/** Documents that repeat what could be compared with all the rest of itself. */
const repeated: Readonly<Record<string, string>> = {
  'times in one sentence': 'contain within 4 hours of detection and ',
  headings: '## Containment within 4 hours\n\n',
  'enumerated levels': 'SEV-1, SEV-2, ',
  'rows of times': '| SEV-1 | within 1 hour | within 4 hours |\n| -- | -- | -- |\n',
  items: '- notify the regulator within 72 hours\n',
  'one word': 'report',
  'lines of a paragraph': 'notify them\nwithin 72 hours\n',
};

describe('time to recognise grows with the length of the document', () => {
  it.each(Object.entries(repeated))('%s', (_name, piece) => {
    const milliseconds = (length: number) => {
      const markdown = parseMarkdown(`# Incident policy\n\n${piece.repeat(length / piece.length)}`);
      const start = performance.now();
      recognise(markdown, compiled, {});
      return performance.now() - start;
    };
    milliseconds(20_000);
    const short = Math.max(milliseconds(50_000), 50);
    // Ten times as long: linear is 10, quadratic 100; the rest is left to a busy machine.
    expect(milliseconds(500_000) / short).toBeLessThan(40);
  });
});
