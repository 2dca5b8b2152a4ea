import type { Nodes } from 'mdast';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { describe, expect, test } from 'vitest';
import { LAYERS, type Result } from '../src/types.ts';
import { HOSTILE_TEXTS, poison } from './data/reports/hostile.ts';
import { FORMATS, firstFinding, render } from './data/reports/render.ts';
import { NEGLECTED } from './data/reports/sample.ts';

/** Control characters but the line break, bidirectional controls and unseen separators. */
const ACTING = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029\u200b\ufeff]/gu;
const OUR_TAGS: ReadonlySet<string> = new Set(['<br>', '<sub>', '</sub>', '<code>', '</code>']);

describe('whatever the repository says', () => {
  test.each(HOSTILE_TEXTS)('no format prints a character that acts: %s', async (_what, text) => {
    for (const format of FORMATS) expect((await render(format, poison(text))).match(ACTING)).toBeNull();
  });

  test.each(HOSTILE_TEXTS)('json still says it: %s', async (_what, text) => {
    const { findings }: Result = JSON.parse(await render('json', poison(text)));
    // A lone surrogate cannot be written down; JSON keeps it as an escape, so it comes back.
    expect(new Set(findings.map((finding) => finding.message))).toEqual(new Set([text]));
  });

  test.each(HOSTILE_TEXTS)('no frame prints a character that acts: %s', async (_what, text) => {
    const finding = { ...firstFinding(), line: 2, end_line: 2, column: 3, end_column: 9 };
    const printed = await render(
      'text',
      { ...NEGLECTED, findings: [finding] },
      { sources: () => `${text}\n${text}\n${text}`, width: 80 },
    );
    expect(printed.match(ACTING)).toBeNull();
  });

  test.each(HOSTILE_TEXTS)('no format runs a command: %s', async (_what, text) => {
    for (const format of FORMATS) {
      const lines = (await render(format, poison(text))).split('\n');
      const commands = lines.filter((line) => line.trimStart().startsWith('::') || line.includes('##['));
      expect(commands.filter((line) => !/^::(error|warning|notice) file=incidents\//.test(line))).toEqual([]);
    }
  });

  test.each(HOSTILE_TEXTS)('markdown shows text as text: %s', async (_what, text) => {
    const nodes = flatten(
      remark()
        .use(remarkGfm)
        .parse(await render('markdown', poison(text))),
    );
    const html = nodes.filter((node) => node.type === 'html').map((node) => node.value);
    const addresses = nodes.flatMap((node) => ('url' in node ? [node.url] : []));
    const plain = nodes.flatMap((node) => (node.type === 'text' ? [node.value] : [])).join('\n');
    expect(html.filter((tag) => !OUR_TAGS.has(tag))).toEqual([]);
    expect(addresses.filter((address) => !address.startsWith('https://aimscheck.example/'))).toEqual([]);
    expect(plain).not.toMatch(/@(?!\u2060)\w|#(?!\u2060)\d|\bGH-\d|https?:\/\/|\bwww\./);
    expect(nodes.filter((node) => node.type === 'tableRow').map((row) => row.children.length)).toEqual([
      ...Array(1 + NEGLECTED.findings.length - NEGLECTED.summary.waived).fill(4),
      ...Array(1 + NEGLECTED.requirements.length / LAYERS.length).fill(4),
    ]);
  });
});

function flatten(node: Nodes): readonly Nodes[] {
  return [node, ...('children' in node ? node.children.flatMap(flatten) : [])];
}
