import { isRecord } from '../text/is-record.ts';
import type { Guess } from './look/index.ts';
import { type Answers, type Steps, stepsOf, valueAt, withValue } from './path.ts';

const LISTS = new Set(['ai_systems', 'cloud_providers', 'identity_systems', 'roles', 'suppliers', 'severity_scale']);

/** Where guesses came from, by the place in the profile that each became: `tools.paging` → `infra/main.tf:12`. */
export type Sources = ReadonlyMap<string, string>;

/** The guesses that answer what is still open: what people said, or wrote before, stands. */
export function openGuesses(answers: Answers, guesses: readonly Guess[]): Guess[] {
  return guesses.filter(({ place }) => {
    const value = valueAt(answers, stepsOf(place));
    return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  });
}

/** Answers with a guess taken over, and the place it has got. */
export function applyGuess(answers: Answers, { place, value }: Guess): { answers: Answers; place: string } {
  const steps = stepsOf(place);
  if (!LISTS.has(place)) return { answers: withValue(answers, steps, value), place };
  const list = valueAt(answers, steps);
  const at = Array.isArray(list) ? list.length : 0;
  return { answers: withValue(answers, [...steps, at], value), place: `${place}[${at}]` };
}

/** An answer set at its place, with what follows from it: ids from names, and that what is listed is in use. */
export function answer(answers: Answers, path: string, value: unknown): Answers {
  const steps = stepsOf(path);
  const set = withValue(answers, steps, value);
  const derived = DERIVED.find(({ place }) => place.test(path));
  if (!derived || typeof value !== 'string') return set;
  return derived.also(value).reduce((all, [key, other]) => {
    const beside = [...steps.slice(0, -1), key];
    return valueAt(all, beside) === undefined ? withValue(all, beside, other) : all;
  }, set);
}

interface Derived {
  readonly place: RegExp;
  readonly also: (value: string) => readonly (readonly [key: string, value: unknown])[];
}

const DERIVED: readonly Derived[] = [
  {
    place: /^ai_systems\[\d+\]\.name$/,
    also: (name) => [
      ['id', idOf(name)],
      ['status', 'production'],
    ],
  },
  { place: /^roles\[\d+\]\.title$/, also: (title) => [['id', idOf(title)]] },
  { place: /^regimes\[\d+\]\.id$/, also: () => [['applicable', true]] },
];

const idOf = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

/** Answers of a file: shaped like a profile, or by place (`tools.paging: PagerDuty`), or both. Later ones win. */
export function mergeAnswers(answers: Answers, given: unknown): Answers {
  return leavesOf(given).reduce((all, [steps, value]) => answer(all, pathOf(steps), value), answers);
}

/** Every value of a mapping with its place; a list of plain values is one. */
export function leavesOf(value: unknown, at: Steps = []): [Steps, unknown][] {
  if (Array.isArray(value) && value.some(isRecord)) return value.flatMap((item, i) => leavesOf(item, [...at, i]));
  if (!isRecord(value)) return [[at, value]];
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, at.length === 0 && /[.[]/.test(key) ? stepsOf(key) : [...at, key]),
  );
}

export const pathOf = (steps: Steps): string =>
  steps.reduce<string>(
    (path, step) => (typeof step === 'number' ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`),
    '',
  );
