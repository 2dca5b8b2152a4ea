import type { Statement } from '../policy-value.ts';
import type { CompiledDefinition } from './compile.ts';
import { findDurations } from './durations.ts';
import type { Reading, ReadPart } from './reading.ts';
import { stem, wordsOf } from './words.ts';

/** A place of the document that a rule may want to speak about. */
export interface Remark {
  readonly line: number;
  readonly text: string;
}

export interface VagueDeadline extends Statement {
  /** The words that stand in place of a number: "promptly". */
  readonly words: string;
  /** Key of the section it stands under, null for none. */
  readonly section: string | null;
}

export interface Reference extends Remark {
  /** "42001", or the number of another standard; null when the text names none. */
  readonly standard: string | null;
  /** "10.2", "A.8.4". */
  readonly clause: string;
}

export interface Role extends Remark {
  readonly name: string;
}

/** Deadlines in words where nothing in the sentence gives a number. */
export function findVagueDeadlines(reading: Reading, compiled: CompiledDefinition): VagueDeadline[] {
  const { vague } = compiled.definition.recognition;
  return reading.sentences.flatMap(({ text, line, part, deferred }) => {
    const lower = text.toLowerCase();
    const words = vague.find((phrase) => lower.includes(phrase));
    const found = reading.parts[part];
    if (words === undefined || !found || found.aside || deferred || findDurations(text).length > 0) return [];
    const named = [...found.context].filter(([, by]) => by === 'alias' || by === 'title');
    const section = named.at(-1)?.[0];
    const under = reading.parts[found.window]?.line ?? 1;
    return [{ line, text, under, words, section: compiled.definition.sections[section ?? -1]?.key ?? null }];
  });
}

/** What the document says, sentence by sentence and label by label. */
export function findStatements({ sentences, parts }: Reading): Statement[] {
  return sentences.flatMap(({ text, line, part, deferred, empty }) => {
    const found = parts[part];
    if (!found || found.aside || found.deferred || deferred || empty) return [];
    return [{ text, line, under: parts[found.window]?.line ?? 1 }];
  });
}

const PLACEHOLDER =
  /\{\{\s?[\w .-]{1,80}\}\}|\[(?:[A-Z][A-Z0-9 _/-]{2,60}|(?:[Ii]nsert|[Yy]our|[Oo]rgani[sz]ation|[Cc]ompany|[Nn]ame|[Dd]ate|[Tt]itle|[Cc]ontact|[Rr]ole)[^\][]{0,80})\](?!\()|<(?:insert|your|name|date|organi[sz]ation|company)[^<>]{0,60}>|_{4,}/;

/** What a template left to fill in. */
export function findPlaceholders(reading: Reading): Remark[] {
  return reading.blocks
    .filter((block) => block.type !== 'code' && PLACEHOLDER.test(block.text))
    .map((block) => ({ line: block.line, text: PLACEHOLDER.exec(block.text)?.[0] ?? '' }));
}

const CLAUSE =
  /(?:ISO(?:\/IEC)?\s?(\d{4,5})(?::\d{4})?,?\s{0,2})?(?:\b(?:[Cc]lauses?|[Ss]ections?|[Cc]ontrols?|[Aa]nnex)\s|§\s?|(?<=\d{5}(?::\d{4})?,?\s))((?:A\.)?\d{1,2}(?:\.\d{1,2}){0,3}|A\.\d{1,2}(?:\.\d{1,2}){0,2})(?![\w%])/g;
const CONTROL = /(?<![\w.])(A\.\d{1,2}(?:\.\d{1,2}){0,2})(?![\w])/g;
const OTHER = /ISO(?:\/IEC)?\s?(?:TR\s|TS\s)?(\d{4,5})/;

/** Clauses and controls of standards that the text cites. References to the document's own sections are left out. */
export function findReferences(reading: Reading): Reference[] {
  const found: Reference[] = [];
  for (const block of reading.blocks) {
    if (block.type === 'code') continue;
    const standard = OTHER.exec(block.text)?.[1] ?? null;
    if (standard === null && !/\bAnnex A\b|A\.\d/.test(block.text)) continue;
    const clauses = new Set([...block.text.matchAll(CLAUSE)].map((match) => match[2] ?? ''));
    for (const match of block.text.matchAll(CONTROL)) clauses.add(match[1] ?? '');
    for (const clause of clauses)
      if (clause !== '') found.push({ line: block.line, text: block.text.slice(0, 200), standard, clause });
  }
  return found;
}

/** Roles that the document defines: leads, rows and headings below a heading that speaks of roles. */
export function findRoles(reading: Reading, compiled: CompiledDefinition): Role[] {
  const { headings, names } = compiled.definition.recognition.roles;
  const stems = new Set(names.map(stem));
  const isRoles = (part: ReadPart) =>
    part.kind === 'heading' && headings.some((phrase) => part.titleWords.join(' ').includes(phrase));
  const within = new Set<number>();
  return reading.parts.flatMap((part) => {
    if (isRoles(part) || within.has(part.parent)) within.add(part.index);
    const isRole =
      within.has(part.parent) &&
      part.titleWords.some((word) => stems.has(stem(word))) &&
      wordsOf(part.title, compiled.spellings).length <= 8;
    return isRole ? [{ name: part.title.replace(/\s*\([^()]*\)\s*$/, ''), line: part.line, text: part.title }] : [];
  });
}

const ROLE = /(?:\p{Lu}[\p{L}-]{1,30}\s(?:of\s|for\s)?(?:the\s)?){0,3}\p{Lu}[\p{L}-]{1,30}/gu;
const ARTICLE = /^(?:The|A|An|Our|Each|Every|Any|If|When|All)\s/;
const MAX_ROLE_WORDS = 5;

/** Roles that the text speaks of by name: "the Clinical Safety Officer". The first mention of each. */
export function findRoleMentions(reading: Reading, compiled: CompiledDefinition): Role[] {
  const { names, makers } = compiled.definition.recognition.roles;
  const stems = new Set(names.map(stem));
  const products = new Set(makers);
  const roles = new Map<string, Role>();
  for (const { text, line, part, isTitle, empty } of reading.sentences) {
    const found = reading.parts[part];
    if (isTitle || empty || !found || found.aside || found.roles) continue;
    for (const [match] of text.matchAll(ROLE)) {
      const name = match.replace(ARTICLE, '');
      const words = wordsOf(name, compiled.spellings);
      const last = words.at(-1) ?? '';
      if (words.length < 2 || words.length > MAX_ROLE_WORDS || !stems.has(stem(last))) continue;
      if (products.has(words[0] ?? '')) continue;
      const key = words.map(stem).join(' ');
      if (!roles.has(key)) roles.set(key, { name, line, text });
    }
  }
  return [...roles.values()];
}
