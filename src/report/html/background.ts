import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { ConformanceResult, Framework } from '../../conformance/model.ts';
import { figureOf } from '../figures.ts';
import { lead, type PageContext, scrolling, section, subsection, verdictPill } from './parts.ts';

const head = (titles: readonly string[]): ElementContent =>
  h(
    'thead',
    h(
      'tr',
      titles.map((title) => h('th', { scope: 'col' }, title)),
    ),
  );

export function statisticsPart({ report }: ConformanceResult): ElementContent {
  const table = h('table', [
    h('caption.vh', 'Statistics and how each is computed'),
    head(['Figure', 'Value', 'Counted', 'How it is computed']),
    h(
      'tbody',
      report.statistics.map((one) =>
        h('tr', [
          h('th', { scope: 'row' }, one.title),
          h('td.num', figureOf(one)),
          h('td.num', `${one.counted} of ${one.of}`),
          h('td', one.how),
        ]),
      ),
    ),
  ]);
  return section('statistics', 'Statistics', [
    lead('Each figure with the records that went into it and how it is computed.'),
    scrolling('Statistics', table),
  ]);
}

export function crosswalkPart({ report }: ConformanceResult): ElementContent {
  const titles = new Map([
    ...report.sections.map(({ key, title }) => [key, title] as const),
    ...report.policies.flatMap(({ type, title, sections }) =>
      sections.map((one) => [`${type}/${one.key}`, `${title}: ${one.title}`] as const),
    ),
  ]);
  return section('crosswalk', 'Crosswalk', [
    lead(
      'The same verdicts by clause, control and article. Names are our own short ones; a row shows the worst verdict of the requirements that bear on it.',
    ),
    ...report.crosswalk.map((framework) =>
      subsection(`crosswalk-${framework.id}`, framework.title, [crosswalkTable(framework, titles)]),
    ),
  ]);
}

function crosswalkTable({ title, entries }: Framework, titles: ReadonlyMap<string, string>): ElementContent {
  const table = h('table', { dataRegister: title }, [
    h('caption.vh', title),
    head(['Reference', 'About', 'Worst verdict', 'Findings', 'Sections']),
    h(
      'tbody',
      entries.map((entry) =>
        h('tr', [
          h('th', { scope: 'row', className: ['id'] }, entry.id),
          h('td', entry.name),
          h('td', verdictPill(entry.verdict)),
          h('td.num', String(entry.findings)),
          h('td', entry.sections.map((key) => titles.get(key) ?? key).join(', ') || '–'),
        ]),
      ),
    ),
  ]);
  return h('details', [h('summary', `${entries.length} references`), scrolling(title, table)]);
}

export function samplePart({ report: { sample } }: ConformanceResult, { permalink }: PageContext): ElementContent {
  const rows = sample.records.map((record) => {
    const href = permalink(record);
    return h('tr', [
      h('th', { scope: 'row', className: ['id'] }, href === undefined ? record.id : h('a', { href }, record.id)),
      h('td', record.stratum),
      h('td', h('span.digest', record.blob === null ? 'not committed' : record.blob.slice(0, 12))),
      ...sample.questions.map(() => h('td.box', [h('span'), h('span.vh', 'to tick')])),
    ]);
  });
  const sizes = sample.strata
    .map(({ stratum, size, population }) => `${stratum}: ${size} of ${population}`)
    .join(' · ');
  return section('sample', "Auditor's sample", [
    lead(`Drawn with seed ${sample.seed}. ${sample.method}`),
    ...(rows.length === 0
      ? [h('p', 'No record falls into the period.')]
      : [
          h('p.small', sizes),
          scrolling(
            'Tick-sheet',
            h('table.tick', [
              h('caption.vh', 'Tick-sheet of the sample'),
              h(
                'thead',
                h('tr', [
                  ...['Record', 'Stratum', 'Blob'].map((title) => h('th', { scope: 'col' }, title)),
                  ...sample.questions.map((title) => h('th.q', { scope: 'col' }, title)),
                ]),
              ),
              h('tbody', rows),
            ]),
          ),
        ]),
  ]);
}

export function methodPart(result: ConformanceResult): ElementContent {
  const { report, commit, tool, as_of } = result;
  const digests = [
    ['Rules, levels and options', report.digests.rules],
    ['Policy definitions', report.digests.definitions],
    ['Regulatory clocks', report.digests.clocks],
    ['Configuration', report.digests.configuration ?? 'there is none'],
    ['Commit', commit ?? 'not committed'],
  ] as const;
  return section('method', 'How this was judged', [
    subsection('grading', 'Grading', [
      h(
        'p',
        'Set in one place, and configurable under report.grading. A document fails a requirement by an error or warning on it that is not waived.',
      ),
      h(
        'dl.limits',
        report.grading.flatMap(({ verdict, text }) => [h('dt', verdictPill(verdict)), h('dd', text)]),
      ),
    ]),
    subsection('limits', 'What a machine cannot judge', [
      h(
        'p',
        'This report says which checks passed and which evidence was found. It is no certificate and no legal advice.',
      ),
      h(
        'dl.limits',
        report.limits.flatMap(({ what, why }) => [h('dt', what), h('dd', why)]),
      ),
    ]),
    subsection('reproduce', 'Reproduce it', [
      h('p', [
        'The same commit, as-of and version give the same bytes. With the JSON report, in a clone of the repository: ',
        h('code', 'npx aimscheck verify report.json'),
      ]),
      h('dl.limits', [
        ...digests.flatMap(([term, text]) => [h('dt', term), h('dd.digest', text)]),
        h('dt', 'Version, as of, seed, timezone'),
        h('dd', `aimscheck ${tool.version}, ${as_of}, ${report.options.seed}, ${report.period.timezone}`),
      ]),
    ]),
  ]);
}
