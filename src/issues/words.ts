import type { RuleInfo } from '../rules/define-rule.ts';
import { markdownText, terminalText } from '../text/escape.ts';
import { clip } from '../text/fit.ts';
import { describeReferences } from '../text/references.ts';
import { concealSecrets } from '../text/secrets.ts';
import type { Finding, Location } from '../types.ts';
import { nameOf } from './kinds.ts';
import type { RecordInfo } from './records.ts';

/** Addresses on GitHub, at the commit that last changed a file. */
export interface Links {
  readonly line: (file: string, line: number) => string;
  /** The commit that last changed a file, as a Markdown link; undefined where it is not known. */
  readonly commit: (file: string) => string | undefined;
}

export interface Subject {
  readonly problem: string;
  readonly record: RecordInfo;
  readonly findings: readonly Finding[];
  readonly due?: string;
}

export interface Wording {
  readonly links: Links;
  readonly ruleOf: (id: string) => RuleInfo | undefined;
}

const LONGEST = { title: 120, value: 200, sentence: 1_000 };

/** `CAPA overdue: CAPA-2026-014 Retrain ranking model — due 2026-09-30`. Plain text, as GitHub shows titles. */
export function titleOf({ problem, record: { id, title }, due }: Subject): string {
  const named = [id, title].filter((part) => part !== undefined).join(' ');
  const safe = clip(terminalText(concealSecrets(named)), LONGEST.title).replaceAll(/@|#(?=\d)/g, '$&\u2060');
  return `${nameOf(problem)}: ${safe}${due === undefined ? '' : ` — due ${due}`}`;
}

/** One line for a list of problems. */
export function listedOf({ problem, record, findings, due }: Subject, { links }: Wording): string {
  const place = findings[0] ?? { file: record.file, line: 1 };
  const named = [record.id, record.title].filter((part) => part !== undefined).join(' ');
  const owner = record.owner === undefined || record.isConfidential ? '' : `, owner ${safe(record.owner)}`;
  return `${nameOf(problem)}: [${safe(named)}](${links.line(place.file, place.line)})${due === undefined ? '' : `, due ${due}`}${owner}`;
}

/** The text of an issue. Says nothing that another day would say otherwise: no days late. */
export function textOf(subject: Subject, wording: Wording): string {
  const { record, findings } = subject;
  const { links } = wording;
  const place = findings[0] ?? { file: record.file, line: 1 };
  if (record.isConfidential) {
    return [
      `${heading(subject)}\n`,
      `The record is confidential: [${safe(record.file)}](${links.line(place.file, place.line)})`,
      closing(record),
    ].join('\n');
  }
  const helps = [...new Set(findings.map(({ help }) => help))].filter((help) => help !== '');
  return [
    `${heading(subject)}\n`,
    facts(subject, links),
    '\n**What is wrong**\n',
    ...findings.map((finding) => describe(finding, wording)),
    '\n**What to do**\n',
    ...helps.map((help) => `- ${sentence(help)}`),
    closing(record),
  ].join('\n');
}

function heading({ problem, record: { id, title } }: Subject): string {
  return `**${nameOf(problem)}: ${safe(id)}**${title === undefined ? '' : ` ${safe(title)}`}`;
}

function facts({ record, findings, due }: Subject, links: Links): string {
  const place = findings[0] ?? { file: record.file, line: 1 };
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Record', `[${safe(place.file)}, line ${place.line}](${links.line(place.file, place.line)})`],
    ['Owner', record.owner === undefined ? '' : safe(record.owner)],
    ['Due', due ?? ''],
    ['State', record.state === undefined ? '' : safe(record.state)],
    [record.kind === 'capa' ? 'Priority' : 'Severity', record.severity === undefined ? '' : safe(record.severity)],
  ];
  const told = rows.filter(([, value]) => value !== '').map(([name, value]) => `| ${name} | ${value} |`);
  return ['| | |', '|---|---|', ...told].join('\n');
}

/** One line for a finding. What a dated rule says depends on the day; its summary does not. */
function describe(
  { rule, message, references, related, url, file, line }: Finding,
  { links, ruleOf }: Wording,
): string {
  const info = ruleOf(rule);
  const said = info?.dated ? `${(info.summary.split(';')[0] ?? '').replace(/\.$/, '')}.` : message;
  const clauses = describeReferences(references);
  const behind = related.map(
    (place) => `  - [${safe(clip(place.message, LONGEST.sentence))}](${linkTo(place, links)})`,
  );
  const why = [`[\`${rule}\`](${url})`, ...(clauses === '' ? [] : [safe(clauses)])].join(', ');
  return [`- ${sentence(said)} ([line ${line}](${links.line(file, line)}), ${why})`, ...behind].join('\n');
}

function linkTo({ file, line }: Location, links: Links): string {
  return links.line(file, line);
}

function closing({ id, kind }: RecordInfo): string {
  const what = kind === 'capa' || kind === 'incident' ? `\`${kind}\` record` : kind;
  return [
    `\nThis issue closes by itself when the ${what} is right on the default branch.`,
    `To accept the deviation for a while, add a waiver file (\`waivers/\`) that names ${safe(id)}, with reason, approver and end date.`,
    'Closing it as "not planned" is respected, and reported as a deviation that nobody approved.',
    '\nText outside this block is yours and stays; the block is kept by aimscheck.',
  ].join('\n');
}

function safe(text: string): string {
  return markdownText(clip(concealSecrets(text), LONGEST.value));
}

function sentence(text: string): string {
  return markdownText(clip(concealSecrets(text), LONGEST.sentence));
}
