import type { CompiledDefinition } from './compile.ts';
import type { Evidence } from './evidence.ts';
import type { SectionHit } from './headings.ts';
import type { Reading, ReadPart } from './reading.ts';

export type Status = 'present' | 'referenced' | 'absent';

export interface FoundTopic {
  readonly key: string;
  readonly present: boolean;
  readonly status: Status;
  /** Line and text of the evidence; for an absent topic, of the nearest candidate. */
  readonly line: number | null;
  readonly text: string | null;
  readonly why: string;
  /** Heading it was found under. */
  readonly found_under: string | null;
  /** Key of the section whose heading it was found under, null for none or several others. */
  readonly section: string | null;
}

export interface FoundSection {
  readonly key: string;
  readonly present: boolean;
  readonly status: Status;
  readonly heading: string | null;
  readonly line: number | null;
  readonly why: string;
  /** For a section that is not present: the part of the document that comes nearest. */
  readonly nearest: { readonly line: number; readonly text: string } | null;
  /** Words of content under its headings. */
  readonly words: number;
  readonly topics: readonly FoundTopic[];
}

export interface Judged {
  readonly reading: Reading;
  readonly compiled: CompiledDefinition;
  readonly evidence: readonly Evidence[];
  /** In a document of another type only parts under a heading that names the subject count. */
  readonly isOfType: boolean;
}

/** Of several places that show a topic, the one where a reader would look is shown. */
const PLACE_VALUE = { own: 0.6, near: 0.1, neutral: 0.1, other: 0, overview: 0 } as const;

const ENOUGH = 0.99;
const MIN_SECTION_WORDS = 4;
const TEXT_LIMIT = 200;

export function decideSections(judged: Judged): FoundSection[] {
  const topics = judged.compiled.topics.map((topic) => decideTopic(topic.index, judged));
  return judged.compiled.definition.sections.map((_, at) => {
    const own = topics.filter((_topic, i) => judged.compiled.topics[i]?.section === at);
    return decideSection(at, own, judged);
  });
}

interface Window {
  readonly items: readonly Evidence[];
  readonly weight: number;
}

function decideTopic(index: number, judged: Judged): FoundTopic {
  const { compiled, evidence, reading } = judged;
  const key = compiled.topics[index]?.definition.key ?? '';
  const all = evidence.filter(
    ({ topic, part, isStrong }) => topic === index && counting(part, judged) && (judged.isOfType || isStrong),
  );
  const best = bestWindow(
    all.filter(({ deferred }) => !deferred),
    reading,
  );
  if (best && best.weight >= ENOUGH) return topicOf(key, 'present', strongest(best.items), judged);
  const deferred = bestWindow(
    all.filter((item) => item.deferred),
    reading,
  );
  if (deferred && deferred.weight >= ENOUGH) return topicOf(key, 'referenced', strongest(deferred.items), judged);
  const nearest = best ?? deferred;
  if (nearest) return topicOf(key, 'absent', strongest(nearest.items), judged);
  return {
    key,
    present: false,
    status: 'absent',
    line: null,
    text: null,
    why: 'no phrase of this topic anywhere in the document',
    found_under: null,
    section: null,
  };
}

function counting(index: number, { reading, isOfType }: Judged): boolean {
  return isOfType || reading.parts[index]?.onSubject === true;
}

/** Evidence adds up within one heading, each family of phrases once. */
function bestWindow(evidence: readonly Evidence[], reading: Reading): Window | undefined {
  const windows = new Map<number, Evidence[]>();
  for (const item of evidence) {
    const window = reading.parts[item.part]?.window ?? 0;
    windows.set(window, [...(windows.get(window) ?? []), item]);
  }
  let best: (Window & { value: number }) | undefined;
  for (const items of windows.values()) {
    const weight = sumOfFamilies(items);
    const value =
      Math.min(weight, 1.3) +
      Math.max(...items.map(({ place, by }) => PLACE_VALUE[place] + (by === 'heading' ? 0.2 : 0)));
    if (!best || value > best.value) best = { items, weight, value };
  }
  return best;
}

function sumOfFamilies(items: readonly Evidence[]): number {
  const families = new Map<number, number>();
  for (const { family, weight } of items) families.set(family, Math.max(weight, families.get(family) ?? 0));
  return [...families.values()].reduce((sum, weight) => sum + weight, 0);
}

function strongest(items: readonly Evidence[]): Evidence {
  return items.reduce((best, item) => (item.weight > best.weight ? item : best));
}

function topicOf(key: string, status: Status, evidence: Evidence, { reading, compiled }: Judged): FoundTopic {
  const part = reading.parts[evidence.part];
  const window = reading.parts[part?.window ?? 0];
  const under = window && window.title !== '' ? window.title : null;
  const sections = [...(part?.context.keys() ?? [])].map((at) => compiled.definition.sections[at]?.key ?? '');
  const what =
    evidence.by === 'heading'
      ? `heading says "${evidence.phrase}"`
      : evidence.by === 'structure'
        ? evidence.phrase
        : `phrase "${evidence.phrase}"`;
  const said = {
    present: what,
    referenced: `${what}, but only to defer or deny it`,
    absent: `nearest: ${what}, not enough alone`,
  }[status];
  return {
    key,
    present: status === 'present',
    status,
    line: evidence.line,
    text: clip(evidence.text),
    why: under === null ? said : `${said}, under "${under}"`,
    found_under: under,
    section:
      evidence.place === 'own' || evidence.place === 'near'
        ? (compiled.definition.sections[compiled.topics[evidence.topic]?.section ?? -1]?.key ?? null)
        : (sections.at(-1) ?? null),
  };
}

const clip = (text: string): string => (text.length > TEXT_LIMIT ? `${text.slice(0, TEXT_LIMIT - 1)}…` : text);

interface Candidate {
  readonly part: ReadPart;
  readonly hit: SectionHit;
}

function decideSection(at: number, topics: readonly FoundTopic[], judged: Judged): FoundSection {
  const candidates = candidatesFor(at, judged);
  const key = judged.compiled.definition.sections[at]?.key ?? '';
  const found = candidates.find((candidate) => carries(candidate, topics, judged));
  const words = Math.max(0, ...candidates.map(({ part }) => part.substance));
  const base = { key, words, topics, nearest: null };
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
  const deferred = candidates.find(({ part, hit }) => hit.by !== 'hint' && part.substance < MIN_SECTION_WORDS);
  const nearest = put
    ? { line: put.part.line, text: put.part.title }
    : first?.line
      ? { line: first.line, text: first.text ?? '' }
      : null;
  const status = deferred || topics.some((topic) => topic.status === 'referenced') ? 'referenced' : 'absent';
  return {
    ...base,
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

/** Parts whose title names the section, best first. */
function candidatesFor(at: number, judged: Judged): Candidate[] {
  return judged.reading.parts
    .filter((part) => !part.aside && !part.deferred && part.kind !== 'document' && counting(part.index, judged))
    .flatMap((part) =>
      part.sections.filter(({ section, by }) => section === at && by !== 'context').map((hit) => ({ part, hit })),
    )
    .filter(({ part, hit }) => part.kind !== 'title' || hit.by === 'alias')
    .sort(
      (a, b) =>
        HIT_RANK[a.hit.by] - HIT_RANK[b.hit.by] ||
        KIND_RANK[a.part.kind] - KIND_RANK[b.part.kind] ||
        a.part.index - b.part.index,
    );
}

/** A heading carries the section when something stands under it; a hint or a mere lead needs a topic below it, too. */
function carries({ part, hit }: Candidate, topics: readonly FoundTopic[], judged: Judged): boolean {
  if (part.substance < MIN_SECTION_WORDS) return false;
  const dedicated =
    hit.by !== 'hint' &&
    (part.kind === 'heading' || part.kind === 'step' || part.kind === 'label' || part.kind === 'title');
  if (dedicated && part.kind !== 'title') return true;
  const isForAnother = part.sections.some(
    ({ section, by }) => section !== hit.section && by !== 'hint' && by !== 'context',
  );
  const shown = topicsWithin(part, topics, judged);
  return shown >= (hit.by === 'hint' && isForAnother ? 2 : 1);
}

/** How many of the topics that are present have a proof below a part. */
function topicsWithin(part: ReadPart, topics: readonly FoundTopic[], { evidence, compiled, reading }: Judged): number {
  const keys = new Set(topics.filter(({ present }) => present).map(({ key }) => key));
  const within = evidence.filter(
    ({ deferred, weight, part: at }) => !deferred && weight >= ENOUGH && isWithin(at, part, reading),
  );
  return new Set(within.map(({ topic }) => compiled.topics[topic]?.definition.key ?? '').filter((key) => keys.has(key)))
    .size;
}

function isWithin(index: number, ancestor: ReadPart, { parts }: Reading): boolean {
  for (let part = parts[index]; part; part = parts[part.parent]) if (part.index === ancestor.index) return true;
  return false;
}
