import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../src/parse/markdown.ts';
import type { Block } from '../src/types.ts';

/** One line a block: lines, what it is, the lead in parentheses, the text. */
function show(text: string): string[] {
  return parseMarkdown(text).blocks.map((block) => {
    const lines = block.line === block.endLine ? `${block.line}` : `${block.line}-${block.endLine}`;
    return [lines, kindOf(block), block.lead && `(${block.lead})`, block.text].filter(Boolean).join(' ');
  });
}

function kindOf({ type, depth, style, ordered, language }: Block): string {
  if (type === 'heading') return `h${depth}${style ? ` ${style}` : ''}`;
  if (type === 'item') return `${ordered ? 'numbered' : 'bullet'} ${depth}`;
  return language === undefined ? type : `${type} ${language}`;
}

/** One line an entry, with its place. */
function entries(text: string): string[] {
  return parseMarkdown(text).metadata.map(
    ({ key, value, line, column, source }) => `${line}:${column} ${key} = ${value} (${source})`,
  );
}

describe('blocks', () => {
  it('are headings of every sort, each under the one it belongs to', () => {
    const text = [
      'Incident policy',
      '===',
      '',
      '## 1. Scope ##',
      '',
      '**Systems covered:**',
      '',
      'All models.',
      '',
      '**Nothing is exempt.**',
      '',
      '<h2 id="roles">Roles &amp; <em>duties</em></h2>',
      '',
      '__Lead__',
      'decides',
    ].join('\n');
    expect(show(text)).toEqual([
      '1-2 h1 Incident policy',
      '4 h2 1. Scope',
      '6 h3 bold Systems covered:',
      '8 paragraph All models.',
      '10 paragraph (Nothing is exempt.) Nothing is exempt.',
      '12 h2 html Roles & duties',
      '14 h3 bold Lead',
      '15 paragraph decides',
    ]);
    expect(parseMarkdown(text).blocks.map(({ heading }) => heading)).toEqual([-1, 0, 1, 2, 2, 0, 5, 6]);
  });

  it('are items with their nesting, their number and what leads them', () => {
    const text =
      '1. **Contain**\n   - isolate the endpoint\n     - revoke keys\n   more\n2) **Owner**: Dana\n- [x] drill held\n- \n\n  later\n';
    expect(show(text)).toEqual([
      '1 numbered 1 (Contain) Contain',
      '2 bullet 2 isolate the endpoint',
      '3-4 bullet 3 revoke keys more',
      '5 numbered 1 (Owner) Owner: Dana',
      '6 bullet 1 drill held',
      '7 bullet 1',
      '9 paragraph later',
    ]);
  });

  it('are rows of tables with their header, also where pipes are escaped or cells are missing', () => {
    const text =
      'Scale:\n| Level | **Contain** |\n|:--|--:|\n| SEV-1 | `a \\| b` in 4&nbsp;h |\nSEV-2\n\n| only | head |\n|-|-|\n';
    const rows = parseMarkdown(text).blocks.filter(({ type }) => type === 'row');
    expect(rows.map(({ line, cells, header, table }) => ({ line, cells, header, table }))).toEqual([
      { line: 4, cells: ['SEV-1', 'a | b in 4 h'], header: ['Level', 'Contain'], table: 2 },
      { line: 5, cells: ['SEV-2'], header: ['Level', 'Contain'], table: 2 },
    ]);
  });

  it('are rows of tables in HTML, also over blank lines and with Markdown in the cells', () => {
    const text =
      '<table>\n<thead><tr><th>Level</th><th>Do</th></tr></thead>\n<tr><td>SEV-1</td>\n<td>\n\n**Page** the lead.\n\n</td></tr>\n<tr><td>SEV-2<br>SEV-3</td><td><ul><li>Mail</li><li>Log</li></ul></td></tr>\n</table>\n\nEnd\n';
    expect(show(text)).toEqual(['3-8 row SEV-1 | Page the lead.', '9 row SEV-2 SEV-3 | Mail Log', '12 paragraph End']);
    expect(parseMarkdown(text).blocks[1]).toMatchObject({ header: ['Level', 'Do'], table: 2 });
  });

  it('are code, to the end of its container where no fence closes it', () => {
    const text =
      '```sh title=x\n# Scope\n```\n- ~~~\n  roll back\n\n  ## Roles\n\n1. next\n\n       retry\n\n``` \n## Not a heading\n';
    expect(show(text)).toEqual([
      '1-3 code sh # Scope',
      '4-8 code roll back\n\n## Roles\n',
      '9 numbered 1 next',
      '11 code retry',
      '13-14 code ## Not a heading',
    ]);
  });

  it('are what quotes and admonitions hold, whose headings end with them', () => {
    const text =
      '# Plan\n> [!WARNING]\n> Call the lead.\n> ## Aside\n> - first\n\nAfter.\n\n!!! danger "Major incident"\n    Page now.\n\n    1. Stop traffic\n\n=== "Linux"\n\n    Use systemctl.\n';
    expect(show(text)).toEqual([
      '1 h1 Plan',
      '3 quote Call the lead.',
      '4 h2 Aside',
      '5 bullet 1 first',
      '7 paragraph After.',
      '9 paragraph (Major incident) Major incident',
      '10 paragraph Page now.',
      '12 numbered 1 Stop traffic',
      '14 paragraph (Linux) Linux',
      '16 paragraph Use systemctl.',
    ]);
    expect(parseMarkdown(text).blocks.map(({ heading }) => heading)).toEqual([-1, 0, 0, 2, 0, 0, 0, 0, 0, 0]);
  });

  it('are lettered paragraphs and their sub-points', () => {
    expect(show('a. Report it.\n\n    i. By phone.\n\n    ii. By mail.\n\na. Contain it.\n')).toEqual([
      '1 numbered 1 Report it.',
      '3 numbered 2 By phone.',
      '5 numbered 2 By mail.',
      '7 numbered 1 Contain it.',
    ]);
  });

  it('are one a line where each line starts with a bold key', () => {
    expect(show('**Owner:** Dana Reyes\n**Status**: approved\nby the board\n')).toEqual([
      '1 paragraph (Owner) Owner: Dana Reyes',
      '2-3 paragraph (Status) Status: approved by the board',
    ]);
  });

  it('leave out what nobody sees', () => {
    const text = [
      'import Note from "./note"',
      '',
      '<!-- ## Roles',
      '',
      'hidden -->',
      '',
      '{% if draft %}',
      '{% endif %}',
      '',
      '# Scope {#scope}',
      '',
      '<script>',
      'track()',
      '</script>',
      '',
      '<Note kind={warn}>',
      'Keep.',
      '</Note>',
      '',
      ':::tip',
      'Read on.',
      ':::',
      '',
      '[TOC]',
      '',
      '[plan]: /plan',
      '',
      'One <!-- not this --> two.',
    ].join('\n');
    expect(show(text)).toEqual(['10 h1 Scope', '17 html Keep.', '21 paragraph Read on.', '28 paragraph One two.']);
  });
});

describe('text', () => {
  it.each([
    ['**bold** and *it __in__* and `co*d*e` 2*3*4', 'bold and it in and co*d*e 234'],
    [
      '[plan](/p "t") ![alt *x*](y) [ref][r] [r] <https://r.example> [Name] [x] ',
      'plan alt x ref r https://r.example [Name] [x]',
    ],
    ['~~not this~~ but\\\nthat  \nand &lt;b&gt; &#x2013; &unknown; AT&T', 'but that and <b> – &unknown; AT&T'],
    [
      'zero\u200bwidth \u202Ebidi\u202C so\u00ADft no\u00A0break “double” ‘single’',
      'zerowidth bidi soft no break "double" \'single\'',
    ],
    [
      'tell {% channel "incidents" %} and {{OWNER}} in [the wiki]({% page "/x" %}) :fire:',
      'tell incidents and {{OWNER}} in the wiki :fire:',
    ],
    ['a <b class="x">tag</b>, 3 < 4 > 2, x<br>y, <!-- c -->z[^1]', 'a tag, 3 < 4 > 2, x y, z'],
    ['snake_case_name __init__ 2 * 3 * 4 \\*not em\\* **un', 'snake_case_name init 2 * 3 * 4 *not em* **un'],
  ])('of %j is what a reader sees', (written, seen) => {
    expect(parseMarkdown(`${written}\n\n[r]: /r\n[^1]: note\n`).blocks[0]?.text).toBe(seen);
  });
});

describe('front matter', () => {
  it.each([
    ['---\r\ntitle: Plan\r\n---\r\n# A', { syntax: 'yaml', text: 'title: Plan', line: 2, offset: 5 }, 4],
    ['\uFEFF+++\ntitle = "Plan"\n+++\n# A', { syntax: 'toml', text: 'title = "Plan"', line: 2, offset: 5 }, 4],
    ['---\n---\n# A', { syntax: 'yaml', text: '', line: 2, offset: 4 }, 3],
    [
      'name: Plan\nowners:\n  - dana\n---\n# A',
      { syntax: 'yaml', text: 'name: Plan\nowners:\n  - dana', line: 1, offset: 0 },
      5,
    ],
    ['---\ntitle: Plan\n# A', undefined, 3],
    ['Title: Plan\n---\n# A', undefined, 1],
  ])('of %j', (text, frontMatter, line) => {
    const markdown = parseMarkdown(text);
    expect(markdown.frontMatter).toEqual(frontMatter);
    expect(markdown.blocks.find(({ type }) => type === 'heading')?.line).toBe(line);
  });
});

describe('metadata', () => {
  it('is read from bold keys, one or several to a line', () => {
    expect(
      entries(
        '# Plan\n\n**Owner:** [Dana](/d)\\\n**Status**: approved | **Review:** yearly  __Next:__ 2027<br>**Due:**\n> - **Id**: P-1\n',
      ),
    ).toEqual([
      '3:12 Owner = Dana (bold-line)',
      '4:13 Status = approved (bold-line)',
      '4:36 Review = yearly (bold-line)',
      '4:54 Next = 2027 (bold-line)',
      '4:64 Due =  (bold-line)',
      '5:13 Id = P-1 (bold-line)',
    ]);
  });

  it('is read from lines that are emphasised as a whole, and goes on over the lines of its paragraph', () => {
    expect(
      entries('_Last reviewed: 2026-01-05_\n\n**Version: 2.1**\n\n**Scope:** all models\nin production\n'),
    ).toEqual([
      '1:17 Last reviewed = 2026-01-05 (bold-line)',
      '3:12 Version = 2.1 (bold-line)',
      '5:12 Scope = all models in production (bold-line)',
    ]);
  });

  it('is read from plain lines below the title where two stand together, and nowhere else', () => {
    const text =
      '# Plan\n\nVersion: 1.2\nEffective date: 2026-01-05\n\nIt is short.\n\nNote: alone\n\n## Scope\n\nOwner: x\nDate: y\n\n## Roles\n\nLead: z\nDeputy: y\n';
    const far = `${text}${'\nText.\n'.repeat(40)}`;
    expect(entries(far)).toEqual(['3:10 Version = 1.2 (bold-line)', '4:17 Effective date = 2026-01-05 (bold-line)']);
    expect(entries('# Plan\n\nVersion: 1.2 | Owner: Dana\n')).toEqual([
      '3:10 Version = 1.2 (bold-line)',
      '3:23 Owner = Dana (bold-line)',
    ]);
  });

  it('is read from tables that describe the document', () => {
    const control = '| Field | Value |\n|---|---|\n| **Owner** | Dana \\| Sam |\n| Next review | |\n';
    expect(entries(`# Plan\n\n${control}`)).toEqual(['5:15 Owner = Dana | Sam (table)', '6:3 Next review =  (table)']);
    expect(entries('| Version | 1.0 |\n|---|---|\n| Owner | Dana |\n')).toEqual([
      '1:13 Version = 1.0 (table)',
      '3:11 Owner = Dana (table)',
    ]);
    expect(entries('| Version | Approved by |\n|---|---|\n| 1.0 | Sam |\n')).toContain('3:3 Version = 1.0 (table)');
    const late = `# A\n## B\n## C\n## D\n\n${control}`;
    expect(entries(late)).toEqual([]);
    expect(entries(`${late}\n## Document control\n\n${control}`)).toEqual([
      '15:15 Owner = Dana | Sam (table)',
      '16:3 Next review =  (table)',
    ]);
  });

  it('is read from HTML and from what waits for a signature', () => {
    expect(entries('<div>\n <strong>Last tested:</strong> <abbr title="x">2026-02-01</abbr>\n</div>\n')).toEqual([
      '2:48 Last tested = 2026-02-01 (bold-line)',
    ]);
    const approval =
      '# P\n## A\n## B\n## Approval\n\nApproved by: ____________  Date: _______\n\n**Signature:** ______\n\nReviewed by ______\n';
    expect(entries(approval)).toEqual([
      '6:1 Approved by =  (approval-block)',
      '6:28 Date =  (approval-block)',
      '8:3 Signature =  (approval-block)',
      '10:1 Reviewed by =  (approval-block)',
    ]);
  });
});
