import { metadataKey } from '../parse/metadata-key.ts';
import type { Block, Markdown } from '../types.ts';

/** One field of a record in a Markdown text, and where its value stands. */
export interface Field {
  readonly name: string;
  readonly value: string;
  readonly line: number;
  /** 1-based; of a table row the n-th cell, whose column the text tells. */
  readonly at: { readonly column: number } | { readonly cell: number };
}

/** One record of a Markdown file: the whole file, what stands under one heading, or one row of a register. */
export interface Part {
  readonly fields: readonly Field[];
  readonly body: Markdown;
  readonly heading?: { readonly text: string; readonly line: number };
  /** Line on which it begins, where the file holds others too. */
  readonly line?: number;
}

/** Columns a register must have that the record format knows, its id among them. */
const FEWEST_COLUMNS = 3;
/** Fields that what stands under a heading must say to be a record. */
const FEWEST_FIELDS = 2;

/**
 * The records of a Markdown file without front matter: the rows of its registers, else the passages under headings of one
 * depth that each state fields, else the file as one.
 *
 * @param knows whether a field name, as `metadataKey` spells it, is one of the record format or of the configured map.
 * @param isId whether it names the id.
 */
export function splitRecords(body: Markdown, { knows, isId }: Names): readonly Part[] {
  const whole = [{ fields: metadataFields(body), body }];
  if (body.frontMatter) return whole;
  const rows = registerRows(body, { knows, isId });
  if (rows.length > 0) return rows;
  const passages = passagesOf(body, knows);
  return passages.length > 1 ? passages : whole;
}

export interface Names {
  readonly knows: (name: string) => boolean;
  readonly isId: (name: string) => boolean;
}

function metadataFields({ metadata }: Markdown): Field[] {
  return metadata.map(({ key, value, line, column }) => ({ name: key, value, line, at: { column } }));
}

function registerRows({ blocks }: Markdown, { knows, isId }: Names): Part[] {
  return blocks.flatMap((block) => {
    const { header = [], cells = [] } = block;
    const names = header.map(metadataKey);
    const idColumn = names.findIndex(isId);
    if (block.type !== 'row' || idColumn < 0 || names.filter(knows).length < FEWEST_COLUMNS) return [];
    if (isBlankRow(cells, idColumn)) return [];
    const fields = cells.flatMap((value, cell): Field[] => {
      const name = header[cell];
      return name === undefined || isBlankCell(value) ? [] : [{ name, value, line: block.line, at: { cell } }];
    });
    return [{ fields, line: block.line, body: { blocks: [], metadata: [], lines: block.endLine } }];
  });
}

/** A row to fill in: no id, a placeholder for one, or an id and nothing else. */
function isBlankRow(cells: readonly string[], idColumn: number): boolean {
  const id = cells[idColumn] ?? '';
  if (isBlankCell(id) || /[<[{].{0,40}[>\]}]|X{2,}|N{3,}|Y{4}/.test(id)) return true;
  return cells.every((cell, i) => i === idColumn || isBlankCell(cell));
}

function isBlankCell(text: string): boolean {
  return /^[\s\-–—_.…]*$/.test(text) || /^(?:n\/a|tbd)$/i.test(text.trim());
}

function passagesOf(body: Markdown, knows: (name: string) => boolean): Part[] {
  const depths = new Set(body.blocks.filter(({ type }) => type === 'heading').map(({ depth }) => depth));
  for (const depth of [...depths].sort((a, b) => a - b)) {
    const parts = passagesAt(depth, body).filter(
      ({ fields }) => new Set(fields.map(({ name }) => metadataKey(name)).filter(knows)).size >= FEWEST_FIELDS,
    );
    if (parts.length > 1) return parts;
  }
  return [];
}

function passagesAt(depth: number, { blocks, metadata, lines }: Markdown): Part[] {
  const starts = blocks.flatMap((block, i) =>
    block.type === 'heading' && block.depth === depth ? [{ block, i }] : [],
  );
  return starts.map(({ block, i }) => {
    const next = blocks.findIndex((other, j) => j > i && other.type === 'heading' && other.depth <= depth);
    const end = next < 0 ? lines : (blocks[next]?.line ?? lines) - 1;
    const own = metadata.filter(({ line }) => line > block.line && line <= end);
    const part: Markdown = {
      blocks: rebased(blocks.slice(i, next < 0 ? undefined : next), i),
      metadata: own,
      lines: end,
    };
    const { text, line } = block;
    return { fields: metadataFields(part), body: part, line, heading: { text, line } };
  });
}

/** Blocks that refer to their headings by position, cut out from `start` on. */
function rebased(blocks: readonly Block[], start: number): Block[] {
  return blocks.map((block) => ({ ...block, heading: Math.max(-1, block.heading - start) }));
}
