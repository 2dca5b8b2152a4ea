import { sectionOwners } from '../generated/outline.ts';
import { pointerKeys } from '../parse/source.ts';
import type { Block, Place } from '../types.ts';
import type { Violation } from '../validate/index.ts';

/** A section that a document has, with its line. */
export interface PresentSection {
  readonly key: string;
  readonly title: string;
  readonly line: number;
}

export interface SectionNames {
  readonly key: string;
  readonly title: string;
  readonly topics?: readonly { readonly key: string; readonly title: string }[];
}

export interface Outline {
  /** In the order in which they belong. */
  readonly order: readonly SectionNames[];
  readonly present: readonly PresentSection[];
  readonly blocks: readonly Block[];
  readonly lines: number;
}

export interface PlacedViolation {
  readonly place: Place;
  readonly message: string;
  readonly help?: string;
  readonly stub?: Stub;
}

/** A section that a text lacks, and where it would be written. */
export interface Stub {
  readonly line: number;
  readonly side: 'before' | 'after';
  readonly title: string;
  /** Of its heading, as its neighbours have it. */
  readonly depth: number;
  /** What it is to cover. */
  readonly topics: readonly string[];
}

/** A violation of `/sections/…` told where it belongs: after its neighbour, or at the section that lacks the topic. */
export function placeInOutline(violation: Violation, outline: Outline): PlacedViolation | undefined {
  const [root, key, inner, topic] = pointerKeys(violation.pointer);
  if (root !== 'sections' || key === undefined) return undefined;
  const section = outline.order.find((candidate) => candidate.key === key);
  if (!section) return undefined;
  if (inner !== 'topics' || topic === undefined) return missingSection(section, outline);
  const title = section.topics?.find((candidate) => candidate.key === topic)?.title ?? topic;
  const line = outline.present.find((candidate) => candidate.key === key)?.line ?? 1;
  return { place: { line }, message: `Missing topic "${title}" in section "${section.title}"` };
}

/**
 * Key of the section that a place in a document serves: a policy says so itself; of records and runbooks the
 * definition whose fragment states the property.
 */
export function sectionAt(kind: string, pointer: string): string | undefined {
  const [first, second] = pointerKeys(pointer);
  if (kind === 'policy') return first === 'sections' ? second : undefined;
  const owners: Readonly<Record<string, string>> = kind === 'incident' || kind === 'runbook' ? sectionOwners[kind] : {};
  return owners[first === 'sections' ? `sections/${second}` : (first ?? '')];
}

function missingSection(section: SectionNames, { order, present, blocks, lines }: Outline): PlacedViolation {
  const at = order.findIndex(({ key }) => key === section.key);
  const neighbour = (candidates: readonly SectionNames[]) =>
    candidates.flatMap(({ key }) => present.filter((found) => found.key === key))[0];
  const before = neighbour(order.slice(0, at).reverse());
  const after = neighbour(order.slice(at + 1));
  const where = [before ? `after "${before.title}"` : '', after ? `before "${after.title}"` : '']
    .filter(Boolean)
    .join(', ');
  const line = before ? lastLine(before, blocks, lines) : (after?.line ?? 1);
  return {
    place: { line },
    message: `Missing section "${section.title}"${where ? `: it belongs ${where}` : ''}`,
    stub: {
      line: before || after ? line : lines,
      side: before || !after ? 'after' : 'before',
      title: section.title,
      depth: blocks.find((block) => block.line === (before ?? after)?.line)?.depth || 2,
      topics: (section.topics ?? []).map(({ title }) => title),
    },
  };
}

/** The last line with content under a heading, up to the next heading of its rank. */
function lastLine(section: PresentSection, blocks: readonly Block[], lines: number): number {
  const at = blocks.findIndex(({ line }) => line === section.line);
  const heading = blocks[at];
  if (!heading) return Math.min(section.line, lines);
  const depth = heading.type === 'heading' ? heading.depth : 7;
  const end = blocks.findIndex((block, i) => i > at && block.type === 'heading' && block.depth <= depth);
  return blocks[(end < 0 ? blocks.length : end) - 1]?.endLine ?? section.line;
}
