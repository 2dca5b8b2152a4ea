import type { CompiledDefinition } from './compile.ts';
import type { Evidence } from './evidence.ts';
import { append } from './phrases.ts';
import type { Reading } from './reading.ts';

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

export interface Judged {
  readonly reading: Reading;
  readonly compiled: CompiledDefinition;
  readonly evidence: readonly Evidence[];
  /** In a document of another type only parts under a heading that names the subject count. */
  readonly isOfType: boolean;
}

/** Of several places that show a topic, the one where a reader would look is shown: its own section, a heading. */
const PLACE_VALUE = { own: 0.6, near: 0.1, neutral: 0.1, other: 0, overview: 0 } as const;

/** Weight that settles a topic; a little under 1 for the sums of shares. */
export const ENOUGH = 0.99;
const TEXT_LIMIT = 200;

interface Window {
  readonly items: readonly Evidence[];
  readonly weight: number;
}

export function decideTopic(index: number, judged: Judged): FoundTopic {
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

export function counting(index: number, { reading, isOfType }: Judged): boolean {
  return isOfType || reading.parts[index]?.onSubject === true;
}

/** Evidence adds up within one heading, each family of phrases once. */
function bestWindow(evidence: readonly Evidence[], reading: Reading): Window | undefined {
  const windows = new Map<number, Evidence[]>();
  for (const item of evidence) {
    const window = reading.parts[item.part]?.window ?? 0;
    append(windows, window, item);
  }
  let best: (Window & { value: number }) | undefined;
  for (const items of windows.values()) {
    const weight = sumOfFamilies(items);
    const value = Math.min(weight, 1.3) + greatest(items.map(worthShowing));
    if (!best || value > best.value) best = { items, weight, value };
  }
  return best;
}

/** As `Math.max`, for lists of any length: that one takes no more than the stack holds. */
export const greatest = (values: readonly number[]): number => values.reduce((most, value) => Math.max(most, value), 0);

function worthShowing({ place, by }: Evidence): number {
  return PLACE_VALUE[place] + (by === 'heading' ? 0.2 : 0);
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

export const clip = (text: string): string => (text.length > TEXT_LIMIT ? `${text.slice(0, TEXT_LIMIT - 1)}…` : text);
