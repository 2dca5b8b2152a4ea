import type { Block, Markdown, MetadataEntry } from '../types.ts';

/** First working reader; the structural scanner replaces it. */
export function parseMarkdown(text: string): Markdown {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const blocks: Block[] = [];
  const metadata: MetadataEntry[] = [];
  const parents: number[] = [];
  let at = 0;
  let frontMatter: Markdown['frontMatter'];
  if (lines[0]?.trim() === '---') {
    const end = lines.findIndex((line, index) => index > 0 && line.trim() === '---');
    if (end > 0) {
      const offset = text.indexOf('\n') + 1;
      frontMatter = { syntax: 'yaml', text: lines.slice(1, end).join('\n'), line: 2, offset };
      at = end + 1;
    }
  }
  const current = () => parents.findLast((value) => value >= 0) ?? -1;
  const heading = (depth: number, raw: string, line: number, style?: 'bold') => {
    parents.length = Math.min(parents.length, depth);
    for (let i = 0; i < depth; i++) parents[i] ??= -1;
    blocks.push({
      type: 'heading',
      text: clean(raw),
      line,
      endLine: line,
      depth,
      heading: current(),
      ...(style && { style }),
    });
    parents[depth] = blocks.length - 1;
  };
  const add = (block: Omit<Block, 'heading'>) => blocks.push({ ...block, heading: current() });
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const number = at + 1;
    if (line.trim() === '') {
      at++;
      continue;
    }
    const fence = /^ {0,12}(`{3,}|~{3,})\s*(\S*)/.exec(line);
    if (fence) {
      let end = at + 1;
      while (end < lines.length && !(lines[end] ?? '').trim().startsWith(fence[1] ?? '')) end++;
      add({
        type: 'code',
        text: lines.slice(at + 1, end).join('\n'),
        line: number,
        endLine: Math.min(end + 1, lines.length),
        depth: 0,
        ...(fence[2] && { language: fence[2] }),
      });
      at = end + 1;
      continue;
    }
    const atx = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/.exec(line);
    if (atx) {
      heading((atx[1] ?? '').length, (atx[2] ?? '').replace(/[ \t]#+[ \t]*$/, ''), number);
      at++;
      continue;
    }
    if (line.trim().startsWith('|') && /^[\s|:-]+$/.test(lines[at + 1] ?? '')) {
      const header = cells(line);
      at += 2;
      for (; (lines[at] ?? '').includes('|'); at++) {
        const row = cells(lines[at] ?? '');
        add({
          type: 'row',
          text: row.join(' | '),
          line: at + 1,
          endLine: at + 1,
          depth: 0,
          cells: row,
          header,
          table: number,
        });
      }
      continue;
    }
    const item = /^(\s*)([-*+]|\d{1,9}[.)])[ \t]+(.*)$/.exec(line);
    const quote = /^ {0,3}>\s?(.*)$/.exec(line);
    const own = [item?.[3] ?? quote?.[1] ?? line];
    let end = at + 1;
    for (
      ;
      end < lines.length && /^\s*(?![-*+>#|`~]|\d+[.)]\s)\S/.test(lines[end] ?? '') && (lines[end] ?? '').trim() !== '';
      end++
    )
      own.push(lines[end] ?? '');
    const text = clean(own.join(' '));
    const lead = /^(?:\*\*|__)([^*_]{1,120})(?:\*\*|__)/.exec((own[0] ?? '').trim());
    const isBold = !item && !quote && own.length === 1 && /^(\*\*|__)[^*_]+\1:?$/.test(line.trim());
    if (isBold) heading(6, line, number, 'bold');
    else
      add({
        type: item ? 'item' : quote ? 'quote' : 'paragraph',
        text,
        line: number,
        endLine: end,
        depth: item ? Math.floor((item[1] ?? '').length / 2) + 1 : 0,
        ...(item && { ordered: /\d/.test(item[2] ?? '') }),
        ...(lead && { lead: clean(lead[1] ?? '').replace(/:$/, '') }),
      });
    for (const [index, entry] of own.entries()) {
      const pair = /^\s*\*\*([^*:]{1,60}):?\*\*:?\s*(.*)$/.exec(entry);
      if (pair)
        metadata.push({
          key: clean(pair[1] ?? ''),
          value: clean(pair[2] ?? ''),
          line: number + index,
          column: entry.length - (pair[2] ?? '').length + 1,
          source: 'bold-line',
        });
    }
    at = end;
  }
  return { blocks, metadata, ...(frontMatter && { frontMatter }), lines: lines.length };
}

function cells(line: string): string[] {
  return line.trim().replace(/^\|/, '').replace(/\|$/, '').split('|').map(clean);
}

function clean(raw: string): string {
  return raw
    .replace(/!?\[([^\]]*)\]\([^()]*\)/g, '$1')
    .replace(/<[^<>]{0,500}>/g, '')
    .replace(/[*`]|__/g, '')
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201C\u201D]/g, '"')
    .replace(/\s+/g, ' ')
    .trim();
}
