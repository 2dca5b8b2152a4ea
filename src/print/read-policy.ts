import { isRecord } from '../text/is-record.ts';
import type { Block, Markdown } from '../types.ts';
import type { Part, PrintedPolicy, Signature } from './model.ts';

export interface Printing {
  readonly organisation: string;
  readonly printedOn: Date;
}

/** Entries of the front matter that a printed policy shows, in their order. */
const CONTROL = {
  id: 'Document',
  version: 'Version',
  status: 'Status',
  owner: 'Owner',
  approver: 'Approved by',
  effective_date: 'In force from',
  review_cycle_months: 'Reviewed every',
  classification: 'Classification',
  applies_to: 'Applies to',
  standards: 'Carries out',
} as const;

/** A policy in Markdown as it is printed: document control, its text, and a block for the people who sign it. */
export function readPolicy(body: Markdown, frontMatter: unknown, { organisation, printedOn }: Printing): PrintedPolicy {
  const front = isRecord(frontMatter) ? frontMatter : {};
  const [first] = body.blocks;
  const title = textOf(front.title) || (first?.type === 'heading' ? first.text : 'Policy');
  return {
    title,
    organisation,
    printedOn,
    control: Object.entries(CONTROL).flatMap(([key, label]) => {
      const value = textOf(front[key]);
      return value === '' ? [] : [[label, key === 'review_cycle_months' ? `${value} months` : value] as const];
    }),
    parts: partsOf(body.blocks.filter((block) => !(block.type === 'heading' && block.depth === 1))),
    signatures: signaturesOf(front),
  };
}

/** Its owner and whoever approves it. */
function signaturesOf({ owner, approver }: Readonly<Record<string, unknown>>): Signature[] {
  return [
    { role: 'Owner', name: textOf(owner) },
    { role: 'Approved by', name: textOf(approver) },
  ];
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  if (isRecord(value)) return textOf(value.handle ?? value.role ?? value.email ?? value.team);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function partsOf(blocks: readonly Block[]): Part[] {
  const parts: Part[] = [];
  let before: Block | undefined;
  for (const block of blocks) {
    const last = parts.at(-1);
    if (last?.kind === 'list' && before?.type === 'item' && isOneList(before, block))
      parts[parts.length - 1] = { ...last, items: [...last.items, block.text] };
    else if (last?.kind === 'table' && block.type === 'row' && before?.table === block.table)
      parts[parts.length - 1] = { ...last, rows: [...last.rows, block.cells ?? []] };
    else parts.push(...partOf(block));
    before = block;
  }
  return parts;
}

function isOneList(before: Block, block: Block): boolean {
  return block.type === 'item' && (block.ordered ?? false) === (before.ordered ?? false);
}

function partOf({ type, text, depth, ordered, header, cells }: Block): Part[] {
  if (type === 'heading') return [{ kind: 'heading', level: depth <= 2 ? 2 : 3, text }];
  if (type === 'item') return [{ kind: 'list', isOrdered: ordered ?? false, items: [text] }];
  if (type === 'row') return [{ kind: 'table', columns: header ?? [], rows: [cells ?? []] }];
  if (type === 'html' || text === '') return [];
  return [{ kind: type === 'code' ? 'code' : 'paragraph', text }];
}
