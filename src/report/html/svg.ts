import { max } from 'd3-array';
import { scaleBand, scaleLinear, scalePoint } from 'd3-scale';
import { line, stack } from 'd3-shape';
import type { ElementContent } from 'hast';
import { s } from 'hastscript';

/** A series of a chart: its name and the class that colours it. */
export interface Ink {
  readonly name: string;
  readonly className: string;
}

/** One bar, column or point in time: a label and a value for each series. */
export interface Datum {
  readonly label: string;
  readonly values: readonly number[];
}

const WIDTH = 440;
const HEIGHT = 210;
const BASE = 24;
const LEFT = 26;
/** As many labels as fit beside one another. */
const MOST_LABELS = 12;

/** Columns over time, the series stacked. */
export function stackedColumns(title: string, data: readonly Datum[], inks: readonly Ink[]): ElementContent {
  const x = scaleBand(indexes(data), [LEFT, WIDTH]).padding(0.28);
  const y = scaleLinear([0, most(data.map(({ values }) => sum(values)))], [HEIGHT - BASE, 14]);
  const columns = layersOf(data, inks).flatMap((layer, i) =>
    layer.flatMap(([from, to], at) =>
      to === from
        ? []
        : [
            rect({
              x: x(at) ?? 0,
              y: y(to),
              width: x.bandwidth(),
              height: y(from) - y(to),
              className: inks[i]?.className ?? '',
            }),
          ],
    ),
  );
  const totals = data.map(({ values }, at) => {
    const total = sum(values);
    return total === 0
      ? []
      : [
          text(String(total), {
            x: (x(at) ?? 0) + x.bandwidth() / 2,
            y: y(total) - 4,
            className: 'value',
            anchor: 'middle',
          }),
        ];
  });
  const labels = data.map(({ label }, at) =>
    labelAt(label, { at, of: data.length, x: (x(at) ?? 0) + x.bandwidth() / 2 }),
  );
  return drawing(title, HEIGHT, [axis(HEIGHT - BASE), ...columns, ...totals.flat(), ...labels.flat()]);
}

/** Bars from left to right, one for each label, the series stacked. */
export function stackedBars(title: string, data: readonly Datum[], inks: readonly Ink[]): ElementContent {
  const height = Math.max(data.length * 34 + 8, HEIGHT);
  const start = Math.min(130, Math.max(74, ...data.map(({ label }) => label.length * 6.4 + 8)));
  const y = scaleBand(indexes(data), [4, height - 4]).padding(0.34);
  const x = scaleLinear([0, most(data.map(({ values }) => sum(values)))], [start, WIDTH - (inks.length > 1 ? 84 : 40)]);
  const middle = (at: number) => (y(at) ?? 0) + y.bandwidth() / 2 + 4;
  const bars = layersOf(data, inks).flatMap((layer, i) =>
    layer.flatMap(([from, to], at) =>
      to === from
        ? []
        : [
            rect({
              x: x(from),
              y: y(at) ?? 0,
              width: x(to) - x(from),
              height: y.bandwidth(),
              className: inks[i]?.className ?? '',
            }),
          ],
    ),
  );
  const labels = data.flatMap(({ label, values }, at) => [
    text(label, { x: 0, y: middle(at) }),
    text(inks.length > 1 ? values.join(' · ') : String(values[0] ?? 0), {
      x: x(sum(values)) + 6,
      y: middle(at),
      className: 'value',
    }),
  ]);
  return drawing(title, height, [
    s('line', { className: ['axis'], x1: start, x2: start, y1: 2, y2: height - 2 }),
    ...bars,
    ...labels,
  ]);
}

/** Lines over time, one for each series; the last value is written beside it. */
export function lines(title: string, data: readonly Datum[], inks: readonly Ink[]): ElementContent {
  const x = scalePoint(indexes(data), [LEFT, WIDTH - 24]).padding(0.2);
  const y = scaleLinear([0, most(data.flatMap(({ values }) => values))], [HEIGHT - BASE, 14]);
  const paths = inks.map(({ className }, i) => {
    const path = line<Datum>(
      (_, at) => round(x(at) ?? 0),
      ({ values }) => round(y(values[i] ?? 0)),
    );
    return s('path', { className: [className], d: path.digits(1)([...data]) ?? '' });
  });
  const dots = inks.flatMap(({ className }, i) =>
    data.map(({ values }, at) =>
      s('circle', {
        className: [className.replace('l', 'd')],
        cx: round(x(at) ?? 0),
        cy: round(y(values[i] ?? 0)),
        r: 3,
      }),
    ),
  );
  const last = data.length - 1;
  const ends = inks.flatMap((_, i) => {
    const value = data[last]?.values[i];
    return value === undefined
      ? []
      : [text(String(value), { x: (x(last) ?? 0) + 8, y: y(value) + 4, className: 'value' })];
  });
  const labels = data.flatMap(({ label }, at) => labelAt(label, { at, of: data.length, x: x(at) ?? 0 }));
  const ticks = y
    .ticks(4)
    .filter(Number.isInteger)
    .map((tick) => text(String(tick), { x: 0, y: y(tick) + 4 }));
  return drawing(title, HEIGHT, [axis(HEIGHT - BASE), ...ticks, ...paths, ...dots, ...ends, ...labels]);
}

function drawing(title: string, height: number, children: readonly ElementContent[]): ElementContent {
  return s('svg', { viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', ariaLabel: title }, [...children]);
}

/** Small square in the colour of a series. */
export function key(className: string): ElementContent {
  return s(
    'svg',
    { viewBox: '0 0 10 10', ariaHidden: 'true' },
    s('rect', { className: [className], width: 10, height: 10, rx: 2 }),
  );
}

function layersOf(data: readonly Datum[], inks: readonly Ink[]) {
  const keys = inks.map((_, i) => i);
  return stack<Datum, number>()
    .keys(keys)
    .value(({ values }, i) => values[i] ?? 0)([...data]);
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly className: string;
}

function rect({ x, y, width, height, className }: Box): ElementContent {
  return s('rect', { className: [className], x: round(x), y: round(y), width: round(width), height: round(height) });
}

interface Writing {
  readonly x: number;
  readonly y: number;
  readonly className?: string;
  readonly anchor?: string;
}

function text(content: string, { x, y, className, anchor }: Writing): ElementContent {
  return s(
    'text',
    {
      x: round(x),
      y: round(y),
      ...(className ? { className: [className] } : {}),
      ...(anchor ? { textAnchor: anchor } : {}),
    },
    content,
  );
}

function labelAt(label: string, { at, of, x }: { at: number; of: number; x: number }): ElementContent[] {
  const every = Math.ceil(of / MOST_LABELS);
  return at % every === 0 ? [text(label, { x, y: HEIGHT - 7, anchor: 'middle' })] : [];
}

function axis(y: number): ElementContent {
  return s('line', { className: ['axis'], x1: LEFT - 6, x2: WIDTH, y1: y, y2: y });
}

const indexes = (data: readonly unknown[]) => data.map((_, i) => i);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const most = (values: readonly number[]) => Math.max(1, max(values) ?? 1);
const round = (value: number) => Math.round(value * 10) / 10;
