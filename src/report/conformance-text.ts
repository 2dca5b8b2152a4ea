import type { ConformanceResult } from '../conformance/model.ts';
import { terminalText } from '../text/escape.ts';
import { count } from '../text/plural.ts';
import { figureOf } from './figures.ts';
import { OTHER_POLICIES, policyVerdict } from './policies.ts';
import { registersOf } from './registers.ts';
import { LAYER_TITLES, VERDICT_SIGNS } from './summary.ts';

const MARKS = { good: '✔', attention: '!', bad: '✖', plain: '·' } as const;

/** The report in a terminal: summary, grid, figures and how much the registers hold. */
export function renderConformanceText(result: ConformanceResult): string {
  const { organisation, period, summary, sections, policies, statistics, sample } = result.report;
  const width = Math.max(...[...sections, ...policies].map(({ title }) => terminalText(title).length), 0);
  const cell = (text: string) => text.padEnd(26);
  return [
    `Conformance report: ${terminalText(organisation.name ?? 'unnamed organisation')}`,
    `${period.from} to ${period.to}, as of ${result.as_of}, commit ${result.commit ?? 'none'}`,
    '',
    ...summary.map(({ tone, text }) => `${MARKS[tone]} ${terminalText(text)}`),
    '',
    `${'Section'.padEnd(width)}  ${Object.values(LAYER_TITLES).map(cell).join('')}`.trimEnd(),
    ...sections.map(({ title, layers }) =>
      `${title.padEnd(width)}  ${layers
        .map(({ verdict, passed, checked }) =>
          cell(`${VERDICT_SIGNS[verdict]} ${verdict}${checked === 0 ? '' : ` ${passed} of ${checked}`}`),
        )
        .join('')}`.trimEnd(),
    ),
    ...(policies.length === 0 ? [] : ['', `${OTHER_POLICIES.title}, by the text alone`]),
    ...policies.map((policy) => {
      const { verdict, passed } = policyVerdict(policy);
      return `${terminalText(policy.title).padEnd(width)}  ${cell(`${VERDICT_SIGNS[verdict]} ${verdict} ${passed}`)}`.trimEnd();
    }),
    '',
    ...statistics.map((one) => `${one.title}: ${figureOf(one)} (${one.counted} of ${one.of})`),
    '',
    ...registersOf(result).map(({ title, rows }) => `${title}: ${count(rows.length, 'row')}`),
    `Sample: ${count(sample.records.length, 'record')}, seed ${sample.seed}`,
    '',
    'Write the whole of it with --format html=FILE, pdf=FILE, markdown=FILE, csv=FOLDER or json=FILE.',
    '',
  ].join('\n');
}
