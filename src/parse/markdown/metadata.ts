import type { MetadataEntry } from '../../types.ts';
import { readInline } from './inline.ts';
import { findBoldPairs, findPlainPairs, type Pair } from './metadata-pairs.ts';
import { readTableMetadata } from './metadata-tables.ts';
import type { Event, Leaf, TextLine } from './model.ts';

/** Where the reading stands in the document, and what it has found. */
interface Reading {
  readonly labels: ReadonlySet<string>;
  readonly entries: MetadataEntry[];
  headings: number;
  /** Text of the heading above, in lower case. */
  heading: string;
  readonly lastLine: number;
  /** Plain `key: value` lines that stand together so far. */
  run: MetadataEntry[];
}

/** An approval block stands at the end of a document, or under a heading that says so. */
const APPROVAL_LINES = 30;
const APPROVAL_HEADING = /\b(?:approv|sign-?off|signatur|signator|authori[sz]|endorse)/;
const APPROVAL_KEY = /^(?:approve[dr]|authori[sz]ed|signed|signature|sign-?off|reviewed|prepared|endorsed|ratified)\b/i;
/** Headings under which a document describes itself; so it does above its third heading. */
const CONTROL_HEADING =
  /\b(?:metadata|approvals?|revisions?|versions?|sign-?offs?|signatures?|endorsements?|properties|change ?log|(?:document|policy|plan|procedure) (?:control|information|details|history|properties|owner(?:ship)?|identification)|(?:change|review|amendment) (?:history|record|log))\b/;
const FIRST_HEADINGS = 2;

/**
 * The `key: value` pairs that a document says of itself, as they are written: `**Key:** value` anywhere, plain ones where
 * two stand together below the title or in an approval block, rows of two-column tables near the start or under a
 * heading such as "Document Control".
 */
export function readMetadata(events: readonly Event[], labels: ReadonlySet<string>): MetadataEntry[] {
  const reading: Reading = { labels, entries: [], headings: 0, heading: '', lastLine: lastLineOf(events), run: [] };
  for (const event of events) {
    if (event.kind === 'open' || event.kind === 'close') continue;
    if (event.kind !== 'paragraph') endRun(reading);
    readLeaf(reading, event);
  }
  endRun(reading);
  return reading.entries.sort((a, b) => a.line - b.line || a.column - b.column);
}

function lastLineOf(events: readonly Event[]): number {
  const last = events.findLast((event) => event.kind === 'paragraph' || event.kind === 'heading');
  if (last === undefined) return 0;
  return (last.kind === 'paragraph' || last.kind === 'heading' ? last.lines.at(-1)?.line : undefined) ?? 0;
}

function readLeaf(reading: Reading, leaf: Leaf): void {
  switch (leaf.kind) {
    case 'heading':
      reading.headings++;
      reading.heading = readInline(leaf.lines[0]?.text ?? '', reading.labels).text.toLowerCase();
      return;
    case 'paragraph':
      readParagraph(reading, leaf.lines);
      return;
    case 'html':
      readBold(reading, leaf.lines.map(boldTagsAsMarkdown));
      return;
    case 'table': {
      const isControl = reading.headings <= FIRST_HEADINGS || CONTROL_HEADING.test(reading.heading);
      const entries = isControl ? readTableMetadata(leaf, reading.labels) : [];
      for (const entry of entries) reading.entries.push(entry);
      return;
    }
    default:
  }
}

function readParagraph(reading: Reading, lines: readonly TextLine[]): void {
  if (readBold(reading, lines)) return;
  const isIntroduction = reading.headings < FIRST_HEADINGS;
  const first = lines[0]?.line ?? 0;
  const isApproval = APPROVAL_HEADING.test(reading.heading) || first > reading.lastLine - APPROVAL_LINES;
  if (!isIntroduction && !isApproval) return;
  for (const line of lines) {
    const pairs = findPlainPairs(line);
    for (const pair of pairs) addPlain(reading, pair);
    if (pairs.length === 0) endRun(reading);
  }
}

/** Adds the bold pairs of some lines. Whether there were any. */
function readBold(reading: Reading, lines: readonly TextLine[]): boolean {
  const pairs = findBoldPairs(lines);
  for (const pair of pairs) {
    const entry = toEntry(reading, pair, 'bold-line');
    const isSignature = APPROVAL_HEADING.test(reading.heading) && APPROVAL_KEY.test(entry.key);
    if (entry.key !== '') reading.entries.push(isSignature ? { ...entry, source: 'approval-block' } : entry);
  }
  return pairs.length > 0;
}

/** Adds a plain pair to those that stand together with it. */
function addPlain(reading: Reading, pair: Pair): void {
  const last = reading.run.at(-1);
  if (last !== undefined && pair.keyPlace.line - last.line > 2) endRun(reading);
  const entry = toEntry(reading, pair, 'bold-line');
  if (entry.key !== '') reading.run.push(entry);
}

/** Takes the pairs that stood together, if they are two or say who approved. */
function endRun(reading: Reading): void {
  const { run } = reading;
  if (run.length === 0) return;
  reading.run = [];
  const first = run[0]?.line ?? 0;
  const isEnd = APPROVAL_HEADING.test(reading.heading) || first > reading.lastLine - APPROVAL_LINES;
  const isApproval = isEnd && run.some((entry) => APPROVAL_KEY.test(entry.key));
  if (!isApproval && (run.length < 2 || reading.headings >= FIRST_HEADINGS)) return;
  for (const entry of run) reading.entries.push(isApproval ? { ...entry, source: 'approval-block' } : entry);
}

function toEntry(reading: Reading, pair: Pair, source: MetadataEntry['source']): MetadataEntry {
  const key = readInline(pair.key, reading.labels).text;
  const written = readInline(pair.value, reading.labels).text;
  const value = /^[_.\u2026 ]*$/.test(written) ? '' : written;
  return { key, value, ...(value === '' ? pair.keyPlace : pair.valuePlace), source };
}

const TAG = /<(\/?)([A-Za-z][A-Za-z0-9-]{0,20})[^<>]*>/g;

/** A line of HTML with bold tags as asterisks and spaces for all others, every character in its column. */
function boldTagsAsMarkdown(line: TextLine): TextLine {
  if (!line.text.includes('<')) return line;
  const text = line.text.replace(TAG, (tag: string, slash: string, name: string) => {
    if (name !== 'strong' && name !== 'b') return ' '.repeat(tag.length);
    return slash === '' ? '**'.padStart(tag.length) : '**'.padEnd(tag.length);
  });
  return { ...line, text };
}
