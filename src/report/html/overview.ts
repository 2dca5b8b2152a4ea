import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type {
  ConformanceResult,
  LayerReport,
  SectionReport,
  Statement,
  Statistic,
  Tone,
} from '../../conformance/model.ts';
import { LAYERS } from '../../types.ts';
import { figureOf } from '../figures.ts';
import { LAYER_TITLES } from '../summary.ts';
import { lead, section, verdictPill } from './parts.ts';
import { policiesTable } from './policies.ts';

const MARKS: Readonly<Record<Tone, readonly [sign: string, word: string]>> = {
  good: ['✔', 'Good: '],
  attention: ['!', 'Attention: '],
  bad: ['✖', 'Bad: '],
  plain: ['·', ''],
};

/** What a manager reads in a minute: sentences, six figures, the grid. */
export function overview(result: ConformanceResult): readonly ElementContent[] {
  const { report } = result;
  return [
    section('summary', 'Summary', [
      h('ul.statements', report.summary.map(statement)),
      h(
        'ul.tiles',
        TILES.flatMap((id) => report.statistics.filter((one) => one.id === id).map(tile)),
      ),
    ]),
    section('grid', 'Eight sections, three layers', [
      lead(
        'Is it written down, is it ready, did it happen: each section is judged in all three, with the documents that pass of those that count.',
      ),
      gridTable(report.sections),
      ...policiesTable(result),
    ]),
  ];
}

const TILES = ['capa-overdue', 'capa-on-time', 'root-cause-on-time', 'mttd', 'mttc', 'mttr'];

function statement({ tone, text }: Statement): ElementContent {
  const [sign, word] = MARKS[tone];
  return h('li', { className: [tone] }, [
    h('span.mark', { ariaHidden: 'true' }, sign),
    ...(word === '' ? [] : [h('span.vh', word)]),
    text,
  ]);
}

function tile(statistic: Statistic): ElementContent {
  const { title, counted, of, unit } = statistic;
  const basis = unit === 'percent' ? `${counted} of ${of}` : `from ${counted} of ${of} incidents`;
  return h('li.tile', [h('b', figureOf(statistic)), h('span', title), h('span', basis)]);
}

function gridTable(sections: readonly SectionReport[]): ElementContent {
  return h('table.grid', [
    h('caption.vh', 'Verdict on each section in each layer'),
    h(
      'thead',
      h(
        'tr',
        ['Section', ...LAYERS.map((layer) => LAYER_TITLES[layer])].map((title) => h('th', { scope: 'col' }, title)),
      ),
    ),
    h(
      'tbody',
      sections.map((one) =>
        h('tr', [h('th', { scope: 'row' }, one.title), ...one.layers.map((layer) => gridCell(one.key, layer))]),
      ),
    ),
  ]);
}

function gridCell(key: string, { layer, verdict, passed, checked, unwaived }: LayerReport): ElementContent {
  const parts = [
    verdictPill(verdict),
    ...(checked === 0 ? [] : [h('span.of', `${passed} of ${checked}`)]),
    ...(unwaived === verdict ? [] : [h('span.of', `${unwaived} without waivers`)]),
  ];
  const content = verdict === 'not-applicable' ? parts : [h('a', { href: `#${key}-${layer}` }, parts)];
  return h('td', { dataLabel: LAYER_TITLES[layer] }, content);
}
