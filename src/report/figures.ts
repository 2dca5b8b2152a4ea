import type { Statistic } from '../conformance/model.ts';

/** "4.5 h", "3.2 d" from two days on, "87.5 %"; a dash where there is nothing to compute. */
export function figureOf({ value, unit }: Pick<Statistic, 'value' | 'unit'>): string {
  if (value === null) return '–';
  if (unit === 'percent') return `${value} %`;
  if (unit === 'days') return `${value} d`;
  return value < 48 ? `${value} h` : `${Math.round((value / 24) * 10) / 10} d`;
}
