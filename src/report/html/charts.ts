import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { ConformanceResult, Series } from '../../conformance/model.ts';
import { lead, scrolling, section } from './parts.ts';
import { type Datum, type Ink, key, lines, stackedBars, stackedColumns } from './svg.ts';

interface Chart {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly rowTitle: string;
  readonly data: readonly Datum[];
  readonly inks: readonly Ink[];
  readonly draw: (title: string, data: readonly Datum[], inks: readonly Ink[]) => ElementContent;
}

export function chartsPart({ report: { series } }: ConformanceResult): ElementContent {
  const charts = [incidents(series), ageing(series), promises(series), openCapas(series)];
  if (series.slip.length > 0) charts.push(slip(series));
  return section('figures', 'Figures', [
    lead('The period in pictures. The numbers behind each are in the table below it.'),
    h('div.charts', charts.map(figure)),
  ]);
}

function figure({ id, title, note, rowTitle, data, inks, draw }: Chart): ElementContent {
  const isEmpty = data.every(({ values }) => values.every((value) => value === 0));
  const table = h('table', [
    h('caption.vh', title),
    h(
      'thead',
      h('tr', [h('th', { scope: 'col' }, rowTitle), ...inks.map(({ name }) => h('th.num', { scope: 'col' }, name))]),
    ),
    h(
      'tbody',
      data.map(({ label, values }) =>
        h('tr', [h('th', { scope: 'row' }, label), ...inks.map((_, i) => h('td.num', String(values[i] ?? 0)))]),
      ),
    ),
  ]);
  return h('figure', { id: `figure-${id}` }, [
    h('figcaption', [h('h3', title), h('p', note)]),
    isEmpty
      ? h('p.soft', 'Nothing to draw: every number is zero.')
      : draw(`${title}; the numbers are in the table below`, data, inks),
    ...(inks.length > 1 && !isEmpty
      ? [
          h(
            'ul.legend',
            inks.map(({ name, className }) => h('li', [h('span.k', key(swatch(className))), name])),
          ),
        ]
      : []),
    h('details', [h('summary', 'The numbers'), scrolling(`${title}, the numbers`, table)]),
  ]);
}

/** Lines are strokes; their key is a filled square of the same colour. */
function swatch(className: string): string {
  return className.replace(/^l/, 'd');
}

function incidents({ incidents_by_month: months }: Series): Chart {
  const labels = [...new Set(months.flatMap(({ severities }) => Object.keys(severities)))].sort();
  return {
    id: 'incidents',
    title: 'Incidents by month',
    note: 'Detected in the period, by severity.',
    rowTitle: 'Month',
    data: months.map(({ month, severities }) => ({
      label: monthLabel(month),
      values: labels.map((label) => severities[label] ?? 0),
    })),
    inks: labels.map((name, i) => ({ name, className: `f${Math.min(i + 1, 5)}` })),
    draw: stackedColumns,
  };
}

function ageing({ capa_ageing }: Series): Chart {
  return {
    id: 'ageing',
    title: 'CAPA ageing',
    note: 'Actions still to be implemented, by days past the due date.',
    rowTitle: 'Days late',
    data: capa_ageing.map(({ bucket, capas }) => ({ label: bucket, values: [capas] })),
    inks: [{ name: 'CAPAs', className: 'fmain' }],
    draw: stackedBars,
  };
}

function promises({ promises_by_severity }: Series): Chart {
  return {
    id: 'promises',
    title: 'Promises of the policy',
    note: 'Kept, broken, open and not evaluable, by severity.',
    rowTitle: 'Severity',
    data: promises_by_severity.map(({ severity, kept, broken, open, not_evaluable }) => ({
      label: severity,
      values: [kept, broken, open, not_evaluable],
    })),
    inks: [
      { name: 'Kept', className: 'fgood' },
      { name: 'Broken', className: 'fbad' },
      { name: 'Open', className: 'fopen' },
      { name: 'Not evaluable', className: 'fblind' },
    ],
    draw: stackedBars,
  };
}

function openCapas({ open_capas, open_capas_from: from }: Series): Chart {
  return {
    id: 'open-capas',
    title: 'Open CAPAs over time',
    note: `At the end of each month: not implemented, and of those past their due date; ${from === 'git' ? 'as Git had it then' : 'by the dates of the records, as Git does not reach back so far'}.`,
    rowTitle: 'Month',
    data: open_capas.map(({ month, open, overdue }) => ({ label: monthLabel(month), values: [open, overdue] })),
    inks: [
      { name: 'Open', className: 'lmain' },
      { name: 'Overdue', className: 'lbad' },
    ],
    draw: lines,
  };
}

function slip({ slip: moved }: Series): Chart {
  return {
    id: 'slip',
    title: 'Slip of due dates',
    note: 'Days by which due dates were moved later in the Git history, the most moved CAPAs.',
    rowTitle: 'CAPA',
    data: moved.map(({ capa, justified, silent }) => ({ label: capa, values: [justified, silent] })),
    inks: [
      { name: 'Justified, days', className: 'fopen' },
      { name: 'Silent, days', className: 'fbad' },
    ],
    draw: stackedBars,
  };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "Mar", in January "Jan 26": the year where it begins. */
function monthLabel(month: string): string {
  const name = MONTHS[Number(month.slice(5)) - 1] ?? month;
  return name === 'Jan' ? `${name} ${month.slice(2, 4)}` : name;
}
