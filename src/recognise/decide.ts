import {
  clip,
  counting,
  decideTopic,
  ENOUGH,
  type FoundTopic,
  greatest,
  type Judged,
  type Status,
} from './decide-topics.ts';
import type { SectionHit } from './headings.ts';
import type { ReadPart } from './reading.ts';

export interface FoundSection {
  readonly key: string;
  readonly present: boolean;
  readonly status: Status;
  readonly heading: string | null;
  readonly line: number | null;
  readonly why: string;
  /** For a section that is not present: the part of the document that comes nearest. */
  readonly nearest: { readonly line: number; readonly text: string } | null;
  /** Its heading where nothing but a few words or placeholders stands below it. */
  readonly empty: { readonly title: string; readonly line: number } | null;
  /** Words of content under its headings. */
  readonly words: number;
  readonly topics: readonly FoundTopic[];
}

interface Proven extends Judged {
  readonly proven: ReadonlyMap<number, ReadonlySet<number>>;
}

const MIN_SECTION_WORDS = 4;

export function decideSections(gathered: Judged): FoundSection[] {
  const judged: Proven = { ...gathered, proven: provenBelow(gathered) };
  const topics = judged.compiled.topics.map((topic) => decideTopic(topic.index, judged));
  return judged.compiled.definition.sections.map((_, at) => {
    const own = topics.filter((_topic, i) => judged.compiled.topics[i]?.section === at);
    return decideSection(at, own, judged);
  });
}

interface Candidate {
  readonly part: ReadPart;
  readonly hit: SectionHit;
}

function decideSection(at: number, topics: readonly FoundTopic[], judged: Proven): FoundSection {
  const candidates = candidatesFor(at, judged);
  const key = judged.compiled.definition.sections[at]?.key ?? '';
  const carrying = candidates.filter((candidate) => carries(candidate, topics, judged));
  const rank = rankOf(topics, judged);
  const [found] = [...carrying].sort((a, b) => rank(a) - rank(b));
  const words = greatest(candidates.map(({ part }) => part.substance));
  const base = { key, words, topics, nearest: null, empty: null };
  if (found) {
    return {
      ...base,
      present: true,
      status: 'present',
      heading: found.part.title,
      line: found.part.line,
      why: `heading "${found.part.title}" says "${found.hit.phrase}"`,
    };
  }
  const shown = topics.filter(({ present }) => present);
  const [first] = shown;
  if (first && shown.length >= 2) {
    return {
      ...base,
      present: true,
      status: 'present',
      heading: first.found_under,
      line: first.line,
      why: `no heading of its own; ${shown.map((topic) => `${topic.key} in line ${topic.line}`).join(', ')}`,
    };
  }
  const put = candidates[0];
  const deferred = candidates.find(
    ({ part, hit }) => hit.by !== 'hint' && hit.by !== 'context' && part.substance < MIN_SECTION_WORDS,
  );
  const nearest = put
    ? { line: put.part.line, text: put.part.title }
    : first?.line
      ? { line: first.line, text: first.text ?? '' }
      : null;
  const status = deferred || topics.some((topic) => topic.status === 'referenced') ? 'referenced' : 'absent';
  const bare = candidates.find(({ part }) => part.kind === 'heading' && part === deferred?.part && !part.putOff)?.part;
  return {
    ...base,
    empty: bare ? { title: bare.title, line: bare.line } : null,
    present: false,
    status,
    heading: null,
    line: nearest?.line ?? null,
    nearest,
    why: whyAbsent(status, nearest, judged),
  };
}

function whyAbsent(status: Status, nearest: { line: number; text: string } | null, { reading }: Judged): string {
  const headings = reading.parts.filter(({ kind }) => kind === 'heading').length;
  const looked = `looked at ${headings} headings and ${reading.sentences.length} sentences`;
  if (!nearest) return `${looked}; nothing comes near`;
  return status === 'referenced'
    ? `named in line ${nearest.line}, but empty, deferred or denied`
    : `${looked}; nearest is "${clip(nearest.text)}" in line ${nearest.line}`;
}

const KIND_RANK = { heading: 0, title: 0, label: 1, step: 1, lead: 2, row: 3, document: 4 } as const;
const HIT_RANK = { alias: 0, title: 0, hint: 2, context: 3 } as const;

/**
 * The lower, the better the part shows the section: a heading that names it goes before one that hints at it, the title
 * of the document comes last, and each topic proven below makes up for half a step of form.
 */
function rankOf(topics: readonly FoundTopic[], judged: Proven): (candidate: Candidate) => number {
  return ({ part, hit }) =>
    10 * HIT_RANK[hit.by] +
    (part.kind === 'title' ? 40 : KIND_RANK[part.kind]) -
    topicsWithin(part, topics, judged) / 2;
}

/** Parts whose title names the section, best first. */
function candidatesFor(at: number, judged: Judged): Candidate[] {
  return judged.reading.parts
    .filter((part) => !part.aside && !part.deferred && part.kind !== 'document' && counting(part.index, judged))
    .flatMap((part) => part.sections.filter(({ section }) => section === at).map((hit) => ({ part, hit })))
    .filter(({ part, hit }) => part.kind !== 'title' || hit.by === 'alias' || hit.by === 'title')
    .sort(
      (a, b) =>
        HIT_RANK[a.hit.by] - HIT_RANK[b.hit.by] ||
        KIND_RANK[a.part.kind] - KIND_RANK[b.part.kind] ||
        a.part.index - b.part.index,
    );
}

/** A heading carries the section when something stands under it; a hint or a mere lead needs a topic below it, too. */
function carries({ part, hit }: Candidate, topics: readonly FoundTopic[], judged: Proven): boolean {
  if (part.substance < MIN_SECTION_WORDS) return false;
  if (isAside(part, hit, judged)) return false;
  const dedicated =
    hit.by !== 'hint' &&
    hit.by !== 'context' &&
    (part.kind === 'heading' || part.kind === 'step' || part.kind === 'label' || part.kind === 'title');
  if (dedicated && part.kind !== 'title' && judged.isOfType) return true;
  const isForAnother = part.sections.some(
    ({ section, by }) => section !== hit.section && by !== 'hint' && by !== 'context',
  );
  const shown = topicsWithin(part, topics, judged);
  return shown >= (hit.by === 'hint' && isForAnother ? 2 : 1);
}

/** "Goal:" in the middle of a section of the policy says what that section is for, and not what the policy is for. */
function isAside({ kind, window }: ReadPart, { section }: SectionHit, { reading, compiled }: Proven): boolean {
  if (kind === 'heading' || kind === 'title' || compiled.definition.sections[section]?.generic !== true) return false;
  const around = reading.parts[window];
  return around?.kind === 'heading' && !around.sections.some((hit) => hit.section === section);
}

/** How many of the topics that are present have a proof below a part. */
function topicsWithin(part: ReadPart, topics: readonly FoundTopic[], { proven, compiled }: Proven): number {
  const keys = new Set(topics.filter(({ present }) => present).map(({ key }) => key));
  const within = [...(proven.get(part.index) ?? [])].map((topic) => compiled.topics[topic]?.definition.key ?? '');
  return within.filter((key) => keys.has(key)).length;
}

/** For each part, the topics that something in it or below it settles alone. */
function provenBelow({ evidence, reading }: Judged): ReadonlyMap<number, ReadonlySet<number>> {
  const proven = new Map<number, Set<number>>();
  const add = (part: number, topic: number) => proven.set(part, (proven.get(part) ?? new Set<number>()).add(topic));
  for (const { deferred, weight, part, topic } of evidence) if (!deferred && weight >= ENOUGH) add(part, topic);
  for (const part of [...reading.parts].reverse()) {
    if (part.parent >= 0) for (const topic of proven.get(part.index) ?? []) add(part.parent, topic);
  }
  return proven;
}
