import { readPattern } from '../rules/shared/id-pattern.ts';

/** What an id looks like where a repository has none yet and configures nothing. */
const FIRST: Readonly<Record<string, string>> = {
  incident: 'AI-INC-{year}-001',
  capa: 'CAPA-{year}-001',
  waiver: 'WVR-{year}-001',
  runbook: 'RB-{name}-01',
};

export interface Numbering {
  readonly kind: string;
  /** Ids, and the names of files, that are taken. */
  readonly taken: readonly string[];
  /** What the configuration says an id looks like: the language of src/rules/shared/id-pattern.ts. */
  readonly pattern?: string;
  readonly year: string;
  /** What a runbook is for: part of its id. */
  readonly name?: string;
}

interface Numbered {
  /** Text before the running number, with {year} in place of a year. */
  readonly stem: string;
  readonly year: string | undefined;
  readonly number: number;
  readonly width: number;
}

/**
 * The next id in the sequence that most records of the repository follow, starting again with every year where ids name one;
 * undefined where neither the records nor the pattern tell what an id looks like.
 */
export function nextId({ kind, taken, pattern, year, name }: Numbering): string | undefined {
  const fits = pattern === undefined ? () => true : readPattern(pattern);
  const numbered = taken.filter(fits).flatMap(readId);
  const first = readId(exampleOf(pattern) ?? fill(FIRST[kind] ?? '', { year, name: name ?? 'AI' }))[0];
  const stem = kind === 'runbook' ? first?.stem : (mostCommon(numbered.map((one) => one.stem)) ?? first?.stem);
  if (stem === undefined) return undefined;
  const alike = numbered.filter((one) => one.stem === stem);
  const current = alike.filter((one) => one.year === undefined || one.year === year);
  const width = Math.max(...(alike.length > 0 ? alike : [first]).map((one) => one?.width ?? 1));
  const next = Math.max(0, ...current.map(({ number }) => number)) + 1;
  const id = fill(stem, { year, name: '' }) + String(next).padStart(width, '0');
  return fits(id) ? id : undefined;
}

function readId(id: string): Numbered[] {
  const [, before, number = ''] = /^(.*?)(\d{1,9})$/.exec(id) ?? [];
  if (before === undefined) return [];
  const [year] = /(?<!\d)(?:19|20)\d\d(?!\d)/.exec(before) ?? [];
  const stem = year === undefined ? before : before.replace(year, '{year}');
  return [{ stem, year, number: Number(number), width: number.length }];
}

/** An id that a pattern describes, where it is literal but for a year and a running number. */
function exampleOf(pattern: string | undefined): string | undefined {
  if (pattern === undefined) return undefined;
  const literal = pattern
    .replace(/^\^|\$$/g, '')
    .replace(/\$$/, '')
    .replace(/\\d\{4\}(?=.*\\d)/, '2000')
    .replace(/\\d(?:\{(\d+)(?:,\d*)?\}|\+)?(?=$)/, (_, digits: string | undefined) =>
      '1'.padStart(Number(digits ?? 1), '0'),
    )
    .replaceAll('\\.', '.');
  return /[\\[\](){}|?*+]/.test(literal) ? undefined : literal;
}

function fill(template: string, { year, name }: { year: string; name: string }): string {
  return template.replace('{year}', year).replace('{name}', name);
}

function mostCommon(stems: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
