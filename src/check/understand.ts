import { andThen } from '../and-then.ts';
import { runbookSections } from '../generated/outline.ts';
import type { ParsedFile } from '../parse/index.ts';
import type { WrittenDefinition } from '../recognise/inherit.ts';
import type { Values } from '../rules/define-rule.ts';
import { isRecord } from '../text/is-record.ts';
import type { Document, DocumentRef, Kind, Markdown } from '../types.ts';
import { type Validated, type Violation, validate } from '../validate/index.ts';
import { validatorOf } from '../validate/load.ts';
import type { Shown } from './examined.ts';
import { promisesOf } from './runbook.ts';
import type { Outline, PresentSection } from './sections.ts';

/** A document as the rules see it, and what its schema says of it. */
export interface Understood {
  readonly document: Document;
  readonly violations: readonly Violation[];
  readonly outline?: Outline;
}

type Shared = Omit<Document, 'value'>;

/** One document of a file: its value held against the schema of its kind, and its text read where that counts. */
export function understand(
  ref: DocumentRef,
  parsed: ParsedFile,
  definitions?: readonly WrittenDefinition[],
): Understood | Promise<Understood> {
  const kind = ref.kind as Kind;
  const { path, index, base } = ref;
  const raw = parsed.values[index] ?? {};
  const body = parsed.bodies?.[index] ?? parsed.body;
  const shared: Shared = { kind, path, index, base, syntax: parsed.syntax, ...(body ? { body } : {}) };
  if (kind === 'policy') return understandPolicy(shared, raw, definitions);
  if (kind === 'runbook') return understandRunbook(shared, raw, parsed.body);
  return andThen(validateAs(kind, raw), ({ violations, value }) => ({ document: { ...shared, value }, violations }));
}

function validateAs(kind: Exclude<Kind, 'policy'>, raw: unknown): Validated | Promise<Validated> {
  return andThen(validatorOf(kind), (validator) => validate(raw, validator));
}

async function understandPolicy(shared: Shared, raw: unknown, own?: readonly WrittenDefinition[]): Promise<Understood> {
  const { readPolicy } = await import('./policy.ts');
  const { value, violations, outline } = await readPolicy(shared.body ?? EMPTY, isRecord(raw) ? raw : {}, own);
  const unknown = value.type === undefined ? [unknownType(outline)] : [];
  return { document: { ...shared, value }, violations: [...violations, ...unknown], outline };
}

async function understandRunbook(shared: Shared, raw: unknown, whole: Markdown | undefined): Promise<Understood> {
  const { body = EMPTY } = shared;
  const present = shared.body ? await findRunbookSections(body) : [];
  const { violations, value } = await validateAs('runbook', isRecord(raw) ? { ...raw, sections: marks(present) } : raw);
  const commitments = whole ? await promisesOf(whole, value) : [];
  const outline = { order: runbookSections, present, blocks: body.blocks, lines: body.lines };
  return { document: { ...shared, value, commitments }, violations, outline };
}

async function findRunbookSections({ blocks }: Markdown): Promise<PresentSection[]> {
  const { recogniseSections } = await import('../recognise/section-names.ts');
  return recogniseSections(blocks, runbookSections).map(({ key, heading, line }) => ({ key, title: heading, line }));
}

const EMPTY: Markdown = { blocks: [], metadata: [], lines: 1 };

/** Present sections as the schema sees them: something that is not blank. */
function marks(sections: Outline['present']): Record<string, unknown> {
  return { x_read: true, ...Object.fromEntries(sections.map(({ key, line }) => [key, { x_line: line }])) };
}

function unknownType({ blocks }: Outline): Violation {
  const title = blocks.find(({ type }) => type === 'heading')?.text;
  return {
    rule: 'policy-type-unknown',
    pointer: '/policy_type',
    on: 'key',
    message: `${title ? `"${title.slice(0, 80)}"` : 'The document'} follows none of the known policy definitions`,
    covers: [],
    kind: 'missing',
  };
}

const MOST_SHOWN = 40;

/** A policy shows each topic by the line that evidences it; a runbook its sections. */
export function shownBy({ document, outline }: Understood): readonly Shown[] {
  const present = outline?.present ?? [];
  if (document.kind !== 'policy') return present.slice(0, MOST_SHOWN).map(sectionShown);
  const { sections } = document.value as Values['policy'];
  const shown = present.flatMap((section) => {
    const topics = Object.values(sections[section.key]?.topics ?? {});
    return topics.length === 0
      ? [sectionShown(section)]
      : topics.map(({ line, text }) => ({ section: section.key, line, text }));
  });
  return shown.slice(0, MOST_SHOWN);
}

const sectionShown = ({ key, title, line }: PresentSection): Shown => ({ section: key, line, text: title });
