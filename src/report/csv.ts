import { stringify } from 'csv-stringify/sync';
import type { ConformanceResult } from '../conformance/model.ts';
import { terminalText } from '../text/escape.ts';
import { byPlace } from './findings.ts';
import { type Cell, registersOf } from './registers.ts';

type Table = readonly (readonly Cell[])[];

/**
 * One file for each register, and for findings, requirements, statistics, crosswalk and sample. RFC 4180 with a byte
 * order mark, so that spreadsheets read UTF-8; what a spreadsheet would take for a formula is escaped.
 */
export function renderCsv(result: ConformanceResult): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const { key, columns, rows } of registersOf(result)) {
    files.set(`${key}.csv`, toCsv([columns.map((column) => column.key), ...rows.map(({ cells }) => cells)]));
  }
  files.set('findings.csv', toCsv(findings(result)));
  files.set('requirements.csv', toCsv(requirements(result)));
  files.set('statistics.csv', toCsv(statistics(result)));
  files.set('crosswalk.csv', toCsv(crosswalk(result)));
  files.set('sample.csv', toCsv(sample(result)));
  return files;
}

function toCsv(rows: Table): string {
  const safe = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? terminalText(cell) : cell)));
  return stringify(safe, { bom: true, escape_formulas: true, record_delimiter: 'windows' });
}

function findings({ findings: all }: ConformanceResult): Table {
  const head = [
    'severity',
    'rule',
    'message',
    'subject',
    'file',
    'line',
    'section',
    'layer',
    'references',
    'help',
    'waived_until',
    'waived_by',
    'waived_reason',
    'fingerprint',
  ];
  const rows = [...all]
    .sort(byPlace)
    .map((one) => [
      one.severity,
      one.rule,
      one.message,
      one.subject,
      one.file,
      one.line,
      one.section,
      one.layer,
      one.references.join(', '),
      one.help,
      one.waived?.until ?? null,
      one.waived?.by ?? null,
      one.waived?.reason ?? null,
      one.fingerprint,
    ]);
  return [head, ...rows];
}

function requirements({ report }: ConformanceResult): Table {
  const head = [
    'policy',
    'section',
    'layer',
    'requirement',
    'verdict',
    'verdict_without_waivers',
    'reason',
    'checked',
    'passed',
    'failed',
    'not_evaluable',
    'waived',
    'references',
  ];
  const sections = [...report.sections, ...report.policies.flatMap((policy) => policy.sections)];
  const rows = sections.flatMap(({ policy, key, references, layers }) =>
    layers.map((one) => [
      policy,
      key,
      one.layer,
      one.requirement,
      one.verdict,
      one.unwaived,
      one.reason,
      one.checked,
      one.passed,
      one.failed,
      one.not_evaluable,
      one.waived,
      references.join(', '),
    ]),
  );
  return [head, ...rows];
}

function statistics({ report }: ConformanceResult): Table {
  const rows = report.statistics.map(({ id, title, value, unit, counted, of, how }) => [
    id,
    title,
    value,
    unit,
    counted,
    of,
    how,
  ]);
  return [['id', 'title', 'value', 'unit', 'counted', 'of', 'how'], ...rows];
}

function crosswalk({ report }: ConformanceResult): Table {
  const rows = report.crosswalk.flatMap(({ id: framework, entries }) =>
    entries.map(({ id, name, verdict, findings: count, sections }) => [
      framework,
      id,
      name,
      verdict,
      count,
      sections.join(', '),
    ]),
  );
  return [['framework', 'reference', 'name', 'worst_verdict', 'findings', 'sections'], ...rows];
}

/** The tick-sheet: one empty column for each question. */
function sample({ report: { sample: drawn } }: ConformanceResult): Table {
  const rows = drawn.records.map(({ kind, id, title, stratum, file, blob, order }) => [
    kind,
    id,
    title,
    stratum,
    file,
    blob,
    order,
    ...drawn.questions.map(() => null),
    null,
  ]);
  return [['kind', 'id', 'title', 'stratum', 'file', 'blob', 'order', ...drawn.questions, 'Remarks'], ...rows];
}
