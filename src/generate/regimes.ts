import { rowsNamed } from '../clocks/regimes.ts';
import type { Profile } from '../documents.ts';

type Row = ReturnType<typeof rowsNamed>[number];
type Variant = NonNullable<Row['variants']>[number];

const UNITS: Readonly<Record<string, string>> = {
  h: 'hour',
  cal_d: 'day',
  bus_d: 'business day',
  cal_m: 'month',
  month: 'month',
};

const STARTS: Readonly<Record<string, string>> = {
  awareness: 'becoming aware',
  classification: 'that decision',
  previous_report: 'the previous report',
  authority_notice: 'the notice of the authority',
  year_end: 'the end of the year',
};

/** The duties to notify that apply to the organisation, as policies/notification-clocks.yml states them. */
export function regimesOf({ regimes = [] }: Profile) {
  return regimes
    .filter(({ applicable }) => applicable)
    .map(({ id, authority }) => {
      const [row] = rowsNamed(id);
      const stages = row?.group === undefined ? rowsNamed(id) : rowsNamed(row.group);
      return {
        id,
        title: row ? `${row.instrument}, ${cite(row)}` : id,
        short: row ? (/\(([A-Z][\w ]{2,7})\)/.exec(row.instrument)?.[1] ?? row.instrument) : id,
        trigger: row?.trigger ?? 'as the regime says',
        authority,
        deadlines: stages.flatMap(deadlineOf).join(', ') || 'without undue delay',
      };
    });
}

/** "Article 33(1)", "45 CFR 164.408": the data gives the numbers alone where the instrument says of what. */
function cite({ instrument, article }: Row): string {
  if (article.startsWith('164.')) return `45 CFR ${article}`;
  return /^\d/.test(article) && /^(?:Regulation|Directive|UK GDPR|Law|LGPD|AI Basic)/.test(instrument)
    ? `Article ${article}`
    : article;
}

/** "initial report within 15 days, within 10 days where somebody died". */
function deadlineOf({ stage, duration, unit, clock_start, also_within, variants = [] }: Row): string[] {
  if (typeof duration !== 'number') return [];
  const name = stage.replace('-', ' ');
  const report = /notification|warning|register/.test(name) ? name : `${name} report`;
  const within = `within ${amountOf(duration, unit)} of ${startOf(clock_start)}`;
  const also = also_within ? alsoOf(also_within) : '';
  return [`${report} ${within}${also}`, ...variants.flatMap(caseOf)];
}

function alsoOf({ duration, unit, clock_start: start }: NonNullable<Row['also_within']>): string {
  return typeof duration === 'number' ? ` and ${amountOf(duration, unit)} of ${startOf(start)}` : '';
}

function caseOf({ duration, unit, starts_if: conditions, clock_start: start }: Variant): string[] {
  const [condition] = conditions ?? [];
  if (typeof duration !== 'number' || condition === undefined) return [];
  const after = start ? ` of ${startOf(start)}` : '';
  return Object.entries(condition).map(
    ([key, value]) => `within ${amountOf(duration, unit)}${after} ${where(key, value)}`,
  );
}

const startOf = (start: string): string => STARTS[start] ?? start.replaceAll('_', ' ');

function where(key: string, value: unknown): string {
  if (key === 'deaths') return 'where somebody died';
  if (key === 'affected_below') return `where fewer than ${String(value)} people are affected`;
  const named = Array.isArray(value) ? value.join(' or ') : key;
  return `in the case of ${named.replaceAll(/[-_]/g, ' ')}`;
}

function amountOf(duration: number, unit: string | null | undefined): string {
  return `${duration} ${UNITS[unit ?? ''] ?? unit}${duration === 1 ? '' : 's'}`;
}
