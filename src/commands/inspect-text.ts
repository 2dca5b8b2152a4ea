import type { Definition, FoundTopic, RecognisedPolicy } from '../recognise/index.ts';
import { displayWidth } from '../text/display.ts';
import { terminalText } from '../text/escape.ts';
import { count } from '../text/plural.ts';

export interface Inspected extends Pick<RecognisedPolicy, 'sections' | 'commitments' | 'metadata' | 'severity_levels'> {
  readonly file: string;
  readonly policy: string;
  readonly recognised: { readonly type: string | null; readonly why: string };
}

type Section = Inspected['sections'][number];

const TICK = { present: '✔', referenced: '~', absent: '✖' } as const;
const LONGEST = 80;

/** What was recognised in one policy, as an outline: found or not, in which line, why, and what came nearest. */
export function describeInspected(inspected: Inspected, definition: Definition): string {
  const { file, recognised, metadata, sections } = inspected;
  const titles = titlesOf(definition);
  const width = Math.max(...[...titles.values()].map(displayWidth)) + 4;
  const about = Object.entries(metadata).map(([key, value]) => `${key} ${String(value)}`);
  const lines = [
    file,
    recognised.type === null
      ? `  No known policy; as ${inspected.policy} it reads so:`
      : `  ${definition.title} (${recognised.type})`,
    ...recognised.why.split('; ').map((reason) => `  - ${reason}`),
    ...(about.length > 0 ? [`  ${about.join(' · ')}`] : []),
    '',
    ...sections.flatMap((section) => describeSection(section, titles, width)),
    '',
    ...describeLevels(inspected),
    ...describeCommitments(inspected),
    '',
    ...summary(sections, titles),
  ];
  return `${lines.map(terminalText).join('\n')}\n`;
}

function titlesOf({ sections }: Definition): ReadonlyMap<string, string> {
  return new Map(sections.flatMap(({ key, title, topics }) => [[key, title], ...topics.map((of) => named(of))]));
}

function named({ key, title }: { key: string; title: string }): [string, string] {
  return [key, title];
}

function describeSection(section: Section, titles: ReadonlyMap<string, string>, width: number): string[] {
  const name = pad(`${TICK[section.status]} ${titles.get(section.key) ?? section.key}`, width);
  const says = section.present
    ? place(section.line, section.heading ?? section.why)
    : [section.why, section.nearest ? `nearest ${place(section.nearest.line, section.nearest.text)}` : '']
        .filter((part, at) => at === 0 || !section.why.includes('nearest'))
        .filter(Boolean)
        .join('; ');
  return [
    `${name}  ${says}`,
    ...(section.present && section.heading === null ? [`${' '.repeat(width)}  ${section.why}`] : []),
    ...section.topics.map((topic) => describeTopic(topic, section, titles, width)),
  ];
}

function describeTopic(
  topic: FoundTopic,
  section: Section,
  titles: ReadonlyMap<string, string>,
  width: number,
): string {
  const name = pad(`  ${TICK[topic.status]} ${titles.get(topic.key) ?? topic.key}`, width);
  if (topic.line === null) return `${name}  ${topic.why}`;
  const elsewhere =
    topic.present && topic.section !== null && topic.section !== section.key
      ? ` (under "${clip(topic.found_under ?? '')}")`
      : '';
  const found = `${place(topic.line, topic.text ?? '')}${elsewhere}`;
  return topic.present ? `${name}  ${found}` : `${name}  ${REASON[topic.status]} ${found}`;
}

const REASON = { present: '', referenced: 'put off or denied in', absent: 'nearest, but not enough:' } as const;

function describeLevels({ severity_levels }: Inspected): string[] {
  if (severity_levels.length === 0) return ['Severity levels: none found'];
  return [`Severity levels: ${severity_levels.map(({ id, line }) => `${id} (line ${line})`).join(', ')}`];
}

function describeCommitments({ commitments }: Inspected): string[] {
  if (commitments.length === 0) return ['Times promised: none found'];
  const rows = commitments.map(({ line, kind, severity, duration: { amount, unit, from } }) => [
    `line ${line}`,
    kind,
    severity ?? 'any severity',
    `${count(amount, unit.replace('-', ' '))}${from ? ` from ${from}` : ''}`,
  ]);
  const widths = [0, 1, 2].map((at) => Math.max(...rows.map((row) => displayWidth(row[at] ?? ''))));
  return ['Times promised:', ...rows.map((row) => `  ${row.map((cell, at) => pad(cell, widths[at] ?? 0)).join('  ')}`)];
}

function summary(sections: readonly Section[], titles: ReadonlyMap<string, string>): string[] {
  const topics = sections.flatMap((section) => section.topics);
  const has = (all: readonly { present: boolean }[]) => all.filter(({ present }) => present).length;
  const absent = (of: readonly { readonly key: string; readonly present: boolean }[]) =>
    of.flatMap(({ key, present }) => (present ? [] : [titles.get(key) ?? key]));
  const missing = absent(sections);
  const lacking = absent(sections.filter(({ present }) => present).flatMap((section) => section.topics));
  return [
    `${has(sections)} of ${count(sections.length, 'section')}, ${has(topics)} of ${count(topics.length, 'topic')}`,
    ...(missing.length > 0 ? [`Missing sections: ${missing.join(', ')}`] : []),
    ...(lacking.length > 0 ? [`Missing topics of the other sections: ${lacking.join(', ')}`] : []),
    `${TICK.present} found  ${TICK.referenced} named, but put off, denied or empty  ${TICK.absent} not found`,
  ];
}

function place(line: number | null, text: string): string {
  return `line ${line}: ${clip(text)}`;
}

function clip(text: string): string {
  const characters = [...text];
  return characters.length > LONGEST
    ? `${characters
        .slice(0, LONGEST - 1)
        .join('')
        .trimEnd()}…`
    : text;
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}
