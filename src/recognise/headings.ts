import type { CompiledDefinition, Mark } from './compile.ts';
import { type Match, matchPhrases } from './phrases.ts';
import { stem, wordsOf } from './words.ts';

/** A section that a heading names, how, and by which phrase of the definition. */
export interface SectionHit {
  readonly section: number;
  readonly by: 'alias' | 'title' | 'hint' | 'context';
  readonly phrase: string;
}

export interface ReadHeading {
  readonly sections: readonly SectionHit[];
  readonly marks: readonly Match<Mark>[];
  readonly titleWords: readonly string[];
}

const RANK = { alias: 4, title: 3, context: 2, hint: 1 } as const;

export function readHeading(title: string, compiled: CompiledDefinition): ReadHeading {
  const text = bareHeading(title);
  const titleWords = wordsOf(text, compiled.spellings).filter((word) => !/^\d+$/.test(word));
  const marks = matchPhrases(titleWords, compiled.headings);
  const best = new Map<number, SectionHit>();
  const barred = new Set<number>();
  for (const { phrase } of marks) {
    const mark = phrase.payload;
    if (mark.is !== 'section' || mark.by === 'title') continue;
    if (mark.by === 'not') barred.add(mark.section);
    else keepBest(best, { section: mark.section, by: mark.by, phrase: phrase.source });
  }
  for (const hit of wholeTitles(text, compiled)) keepBest(best, hit);
  const sections = [...best.values()].filter(({ section }) => !barred.has(section));
  return { sections, marks, titleWords };
}

function keepBest(best: Map<number, SectionHit>, hit: SectionHit): void {
  const known = best.get(hit.section);
  if (!known || RANK[hit.by] > RANK[known.by]) best.set(hit.section, hit);
}

/** Titles match the whole heading, or a whole member of "Detection & Analysis", words without meaning aside. */
function* wholeTitles(text: string, compiled: CompiledDefinition): Generator<SectionHit> {
  for (const member of [
    text,
    ...text.split(/\s*(?:[&,/:;|+–—]|\s-\s|\band\b|\bund\b|\bet\b|\by\b|\be\b|\boder\b|\bor\b)\s*/i),
  ]) {
    const all = wordsOf(member, compiled.spellings).filter((word) => !/^\d+$/.test(word));
    const telling = all.filter((word) => !compiled.noise.has(stem(word)));
    yield* wholeMatches(all, compiled);
    if (telling.length < all.length) yield* wholeMatches(telling, compiled);
  }
}

function* wholeMatches(words: readonly string[], compiled: CompiledDefinition): Generator<SectionHit> {
  if (words.length === 0 || words.length > 6) return;
  for (const { phrase, start, end } of matchPhrases(words, compiled.headings)) {
    const mark = phrase.payload;
    if (mark.is === 'section' && mark.by === 'title' && start === 0 && end === words.length) {
      yield { section: mark.section, by: 'title', phrase: phrase.source };
    }
  }
}

/** Heading without its number, a leading letter or numeral, and remarks in brackets such as "(NIST CSF: RS.MI)". */
function bareHeading(title: string): string {
  const bare = title
    .replace(/\([^()]{0,200}\)/g, ' ')
    .replace(/^\s*(?:§\s*)?(?:\d{1,3}(?:\.\d{1,3}){0,5}|[A-Za-z]|[IVX]{1,5})[.):]\s*/, '')
    .trim();
  return bare === '' ? title : bare;
}
