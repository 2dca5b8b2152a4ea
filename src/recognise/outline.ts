import type { Block } from '../types.ts';

/**
 * The parts of a document as a reader sees them. Besides headings these are what people write in place of them:
 * numbered bold steps, items with nested items, short lines that end in a colon, leading bold words, row labels.
 */
export interface Part {
  readonly index: number;
  /** Index of the enclosing part, -1 for the document itself. */
  readonly parent: number;
  readonly kind: PartKind;
  readonly title: string;
  readonly line: number;
}

export type PartKind = 'document' | 'title' | 'heading' | 'step' | 'label' | 'lead' | 'row';

export interface Outline {
  readonly parts: readonly Part[];
  /** For each block, the innermost part it stands in. */
  readonly partOf: readonly number[];
}

const LABEL_WORDS = 9;
const STEP_WORDS = 12;
const PICTURED_WORDS = 6;
const ROW_LABEL_WORDS = 8;

interface Builder {
  readonly blocks: readonly Block[];
  readonly parts: Part[];
  readonly partOf: number[];
  readonly partOfHeading: Map<number, number>;
  /** Part of the label that is open, and of the items that are open by depth. */
  label: number | undefined;
  items: { depth: number; part: number }[];
  /** Part of the step that is nothing but the title of the table after it. */
  tableOf: number | undefined;
}

export function buildOutline(blocks: readonly Block[]): Outline {
  const root: Part = { index: 0, parent: -1, kind: 'document', title: '', line: 1 };
  const builder: Builder = {
    blocks,
    parts: [root],
    partOf: [],
    partOfHeading: new Map(),
    label: undefined,
    items: [],
    tableOf: undefined,
  };
  blocks.forEach((block, at) => builder.partOf.push(place(block, at, builder)));
  return { parts: builder.parts, partOf: builder.partOf };
}

function place(block: Block, at: number, builder: Builder): number {
  const section = builder.partOfHeading.get(block.heading) ?? 0;
  if (block.type === 'heading') return placeHeading(block, at, builder);
  if (block.type === 'paragraph') return placeParagraph(block, section, builder);
  if (block.type === 'item') return placeItem(block, at, builder);
  if (block.type !== 'row') return builder.items.at(-1)?.part ?? builder.label ?? section;
  if (builder.blocks[at - 1]?.type !== 'row') builder.tableOf = stepBefore(builder);
  builder.items = [];
  const within = builder.tableOf ?? builder.label ?? section;
  const label = rowLabel(block);
  return label === undefined ? within : add(builder, { parent: within, kind: 'row', title: label, line: block.line });
}

/** A list item of a few words with a table right after it. */
function stepBefore({ parts, items }: Builder): number | undefined {
  const part = parts[items.at(-1)?.part ?? -1];
  return part?.kind === 'step' ? part.index : undefined;
}

function placeHeading(block: Block, at: number, builder: Builder): number {
  builder.label = undefined;
  builder.items = [];
  const parent = builder.partOfHeading.get(block.heading) ?? 0;
  const isTitle =
    block.depth === 1 &&
    block.style === undefined &&
    !builder.parts.some(({ kind }) => kind === 'title' || kind === 'heading');
  const part = add(builder, { parent, kind: isTitle ? 'title' : 'heading', title: block.text, line: block.line });
  builder.partOfHeading.set(at, part);
  return part;
}

function placeParagraph(block: Block, section: number, builder: Builder): number {
  builder.items = [];
  builder.label = undefined;
  const isLabel = isPictured(block.text) || (block.text.endsWith(':') && countWords(block.text) <= LABEL_WORDS);
  const title = isLabel ? block.text.replace(/:$/, '') : (block.lead ?? inlineLabel(block.text));
  if (title === undefined || countWords(title) > LABEL_WORDS) return section;
  const kind = isLabel || block.text.length <= title.length + 1 ? 'label' : 'lead';
  builder.label = add(builder, { parent: section, kind, title, line: block.line });
  return builder.label;
}

function placeItem(block: Block, at: number, builder: Builder): number {
  while ((builder.items.at(-1)?.depth ?? 0) >= block.depth) builder.items.pop();
  const within = builder.items.at(-1)?.part ?? builder.label ?? builder.partOfHeading.get(block.heading) ?? 0;
  const next = builder.blocks[at + 1];
  const hasItems = next?.type === 'item' && next.depth > block.depth;
  const title =
    block.lead ??
    inlineLabel(block.text) ??
    (hasItems && countWords(block.text) <= STEP_WORDS ? block.text : undefined);
  const part =
    title === undefined || countWords(title) > LABEL_WORDS + 3
      ? within
      : add(builder, {
          parent: within,
          kind: block.text.length <= title.length + 2 ? 'step' : 'lead',
          title,
          line: block.line,
        });
  builder.items.push({ depth: block.depth, part });
  return part;
}

/** A short line that begins with a picture or a number in a key: "2️⃣ Mitigation". */
const isPictured = (text: string): boolean =>
  /^(?:\p{Extended_Pictographic}|\d\ufe0f?\u20e3)[^.!?]*$/u.test(text) && countWords(text) <= PICTURED_WORDS;

/** "Internal: all critical incidents …" → "Internal". */
function inlineLabel(text: string): string | undefined {
  const colon = text.indexOf(':');
  if (colon < 2 || colon > 60 || text[colon + 1] === '/') return undefined;
  const label = text.slice(0, colon);
  return countWords(label) <= 5 && !label.includes('[') ? label : undefined;
}

/** First cell that says something: a step number says nothing. */
function rowLabel(block: Block): string | undefined {
  const [first = '', second] = block.cells ?? [];
  const label = /^[\d\s.#)]*$/.test(first) ? second : first;
  return label !== undefined && label !== '' && countWords(label) <= ROW_LABEL_WORDS ? label : undefined;
}

function add(builder: Builder, part: Omit<Part, 'index'>): number {
  builder.parts.push({ index: builder.parts.length, ...part });
  return builder.parts.length - 1;
}

export function countWords(text: string): number {
  return text.split(/\s+/, 64).length;
}
