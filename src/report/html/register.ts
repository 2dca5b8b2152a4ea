import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Source } from '../../conformance/model.ts';
import { clip } from '../../text/fit.ts';
import type { Cell, RegisterTable } from '../registers.ts';
import { lead, type PageContext, scrolling, section, subsection } from './parts.ts';

/** Rows of one register on the page. The order puts first what needs attention; the rest is in CSV and JSON. */
const MOST_ROWS = 300;
const LONGEST_CELL = 300;
const DATE = /^\d{4}-\d{2}-\d{2}/;

export function registersPart(registers: readonly RegisterTable[], context: PageContext): ElementContent {
  return section('registers', 'Registers', [
    lead('Every record that counts, with what the records say. Columns left out here are in the CSV files.'),
    ...registers.map((register) => subsection(`register-${register.key}`, register.title, body(register, context))),
  ]);
}

function body(register: RegisterTable, context: PageContext): ElementContent[] {
  const { rows, title, note, empty } = register;
  if (rows.length === 0) return [h('p', empty)];
  const left = rows.length - MOST_ROWS;
  return [
    h('p', { className: ['soft', 'small'] }, `${note} ${rows.length} in all.`),
    scrolling(title, registerTable(register, context)),
    ...(left > 0
      ? [
          h(
            'p.note',
            `${left} of ${rows.length} rows are left out here, the ones that ask for least. All are in ${register.key}.csv and in the JSON.`,
          ),
        ]
      : []),
  ];
}

function registerTable(register: RegisterTable, context: PageContext): ElementContent {
  const shown = register.columns.flatMap(({ detail }, i) => (detail ? [] : [i]));
  const isNumber = (i: number) => register.rows.some(({ cells }) => typeof cells[i] === 'number');
  const numeric = new Set(shown.filter(isNumber));
  const className = (i: number) => (numeric.has(i) ? ['num'] : []);
  return h('table', { dataRegister: register.title.toLowerCase() }, [
    h('caption.vh', register.title),
    h(
      'thead',
      h(
        'tr',
        shown.map((i) => h('th', { scope: 'col', className: className(i) }, register.columns[i]?.title)),
      ),
    ),
    h(
      'tbody',
      register.rows.slice(0, MOST_ROWS).map(({ cells, source }) =>
        h(
          'tr',
          shown.map((i, at) =>
            cellOf(cells[i] ?? null, {
              at,
              key: register.columns[i]?.key ?? '',
              className: className(i),
              source,
              context,
            }),
          ),
        ),
      ),
    ),
  ]);
}

/** Columns of ids, which break between ids only. */
const LISTS: ReadonlySet<string> = new Set(['capas', 'incidents', 'systems', 'rules']);

function listed(text: string): (ElementContent | string)[] {
  return text.split(', ').flatMap((id, i) => [...(i > 0 ? [', '] : []), h('span.id', id)]);
}

interface CellPlace {
  readonly at: number;
  readonly key: string;
  readonly className: string[];
  readonly source: Source | undefined;
  readonly context: PageContext;
}

function cellOf(cell: Cell, { at, key, className, source, context }: CellPlace): ElementContent {
  const text = cell === null ? '–' : clip(String(cell), LONGEST_CELL);
  if (at === 0) {
    const href = source && context.permalink(source);
    return h('th', { scope: 'row', className: ['id'] }, href === undefined ? text : h('a', { href }, text));
  }
  if (key === 'status' && cell !== null)
    return h('td', h('span', { className: ['status', text.replace(/\W+/g, '-')] }, text));
  if (LISTS.has(key)) return h('td', listed(text));
  const kind = DATE.test(text) ? ['date'] : key === 'title' || key === 'reason' ? ['title'] : [];
  return h('td', { className: [...className, ...kind] }, text);
}
