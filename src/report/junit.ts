import { disarmCommands, terminalLines, terminalText, xmlAttribute, xmlText } from '../text/escape.ts';
import { clip } from '../text/fit.ts';
import { count } from '../text/plural.ts';
import type { Finding, Result } from '../types.ts';
import { compare, groupBy } from './findings.ts';
import { createCases, type TestCase } from './junit-cases.ts';
import type { ReportOptions } from './options.ts';
import { countDocuments, describeCounts, describeDocuments, describeWaivedCounts, skippedByReason } from './summary.ts';

const LONGEST_NAME = 500;
const LONGEST_TEXT = 4000;

/**
 * JUnit XML as the Ant schema has it. A suite is a section of the policy; a test case is a rule, so that its name stays
 * the same from run to run and a chart of test history means something:
 *
 * - a rule that found nothing passes, under the rule's id; it is skipped where its requirement was not evaluable;
 * - a rule that found something fails once for each file, under `rule-id file`, with all findings in its text. Errors
 *   and warnings fail; notices, which no setting of `--fail-on` fails, are in the suite's `system-out`;
 * - a rule whose findings in a file are all waived is skipped, with the terms of the waiver.
 *
 * Times are 0 and the timestamp is as-of: the same input gives the same bytes. There is always a test case.
 */
export function renderJUnit(result: Result, options: ReportOptions): string {
  const cases = createCases(result, options);
  const suites = [...groupBy(cases.length > 0 ? cases : [wholeRun(result)], (testCase) => testCase.suite)];
  const body = suites
    .sort(([a], [b]) => compare(a, b))
    .map(([name, members], id) => renderSuite({ name, id, members, result }));
  return disarmCommands(`<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${body.join('')}</testsuites>\n`);
}

interface Suite {
  readonly name: string;
  readonly id: number;
  readonly members: readonly TestCase[];
  readonly result: Result;
}

function renderSuite({ name, id, members, result }: Suite): string {
  const tally = (outcome: TestCase['outcome']): number => members.filter((member) => member.outcome === outcome).length;
  const attributes = renderAttributes([
    ['name', name],
    ['package', 'aimscheck'],
    ['id', String(id)],
    ['timestamp', timestamp(result.as_of)],
    ['hostname', 'aimscheck'],
    ['tests', String(members.length)],
    ['failures', String(tally('failed'))],
    ['errors', '0'],
    ['skipped', String(tally('skipped'))],
    ['time', '0'],
  ]);
  const notices = members.flatMap((member) => member.notices).map(findingLine);
  return [
    `  <testsuite${attributes}>`,
    ...renderProperties(result),
    ...members.map(renderCase),
    `    <system-out>${xmlText(notices.join('\n'))}</system-out>`,
    `    <system-err>${xmlText(id === 0 ? describeSkipped(result).join('\n') : '')}</system-err>`,
    '  </testsuite>\n',
  ].join('\n');
}

function renderProperties(result: Result): readonly string[] {
  const properties = [
    ['aimscheck.version', result.tool.version],
    ['as-of', result.as_of],
    ['commit', result.commit ?? 'not committed'],
    ['documents', describeDocuments(result)],
    ['findings', describeCounts(result) + describeWaivedCounts(result)],
  ] as const;
  return [
    '    <properties>',
    ...properties.map(
      ([name, value]) =>
        `      <property${renderAttributes([
          ['name', name],
          ['value', value],
        ])}/>`,
    ),
    '    </properties>',
  ];
}

function renderCase({ name, classname, outcome, message, type, findings }: TestCase): string {
  const start = `    <testcase${renderAttributes([
    ['name', name],
    ['classname', classname],
    ['time', '0'],
  ])}`;
  if (outcome === 'passed') return `${start}/>`;
  if (outcome === 'skipped')
    return `${start}>\n      <skipped${renderAttributes([['message', message]])}/>\n    </testcase>`;
  const text = xmlText(findings.map(findingText).join('\n\n'));
  return `${start}>\n      <failure${renderAttributes([
    ['message', message],
    ['type', type],
  ])}>${text}</failure>\n    </testcase>`;
}

function findingText(finding: Finding): string {
  const help = terminalLines(finding.help && `help: ${clip(finding.help, LONGEST_TEXT)}`);
  return [findingLine(finding), ...help, terminalText(finding.url)].filter((line) => line !== '').join('\n');
}

function findingLine({ file, line, column, severity, rule, message }: Finding): string {
  return terminalText(`${file}:${line}:${column} ${severity} ${rule} ${clip(message, LONGEST_TEXT)}`);
}

function renderAttributes(attributes: readonly (readonly [name: string, value: string])[]): string {
  return attributes
    .map(([name, value]) => ` ${name}="${xmlAttribute(clip(terminalText(value), LONGEST_NAME))}"`)
    .join('');
}

/** Stands in when no rule is known and nothing was found. */
function wholeRun(result: Result): TestCase {
  const documents = countDocuments(result);
  return {
    suite: 'documents',
    classname: 'aimscheck.documents',
    name: 'documents checked',
    outcome: documents === 0 ? 'skipped' : 'passed',
    message: documents === 0 ? 'nothing was checked' : '',
    type: '',
    findings: [],
    notices: [],
  };
}

function describeSkipped(result: Result): readonly string[] {
  return skippedByReason(result).map(([reason, files]) => {
    return terminalText(`skipped ${count(files.length, 'file')}, ${reason}: ${files.join(', ')}`);
  });
}

/** In UTC, as the schema allows no offset. */
function timestamp(asOf: string): string {
  const instant = new Date(asOf.replace(/\[.*$/, ''));
  return Number.isNaN(instant.getTime()) ? '1970-01-01T00:00:00' : instant.toISOString().slice(0, 19);
}
