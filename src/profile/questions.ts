import type { Profile } from '../documents.ts';
import { UsageError } from '../errors.ts';
import { questions } from '../generated/questions.ts';
import { isRecord } from '../text/is-record.ts';

/** A question that the profile leaves open, where its answer belongs. */
export interface OpenQuestion {
  /** Path in the profile, with the place in lists: `ai_systems[1].fallback`. */
  readonly path: string;
  readonly ask: string;
  /** Id or name of the item or the level it is asked of. */
  readonly of?: string;
}

/** The questions of policies/questions.yml that a profile does not answer, in their order. */
export function openQuestions(profile: Readonly<Record<string, unknown>>): OpenQuestion[] {
  const levels = Array.isArray(profile.severity_scale) ? profile.severity_scale.map(String) : [];
  return Object.entries(questions).flatMap(([pattern, ask]) =>
    placesOf(pattern, { profile, levels }).flatMap(({ path, value, of, item }) =>
      isBlank(value) && isAsked(pattern, item) ? [{ path, ask, ...(of === undefined ? {} : { of }) }] : [],
    ),
  );
}

/** @throws UsageError naming every question that the profile leaves open */
export function requireAnswers(profile: Profile): void {
  const open = openQuestions(profile as unknown as Record<string, unknown>);
  if (open.length === 0) return;
  const lines = open.map(({ path, ask, of }) => `  ${path}${of ? ` (${of})` : ''}: ${ask}`);
  throw new UsageError(
    `the profile leaves ${open.length === 1 ? 'a question' : `${open.length} questions`} open:\n${lines.join('\n')}`,
  );
}

/** A supplier is asked for only where the model is not the organisation's own. */
function isAsked(pattern: string, item: unknown): boolean {
  return pattern !== 'ai_systems[].vendor' || (isRecord(item) && (item.model_hosting ?? 'own') !== 'own');
}

interface Place {
  readonly path: string;
  readonly value: unknown;
  readonly of?: string | undefined;
  /** The mapping that holds it. */
  readonly item?: unknown;
}

interface Asked {
  readonly profile: unknown;
  readonly levels: readonly string[];
}

/** Every place a pattern speaks of: each item of `[]`, each severity level of `{}`. */
function placesOf(pattern: string, { profile, levels }: Asked): Place[] {
  let places: Place[] = [{ path: '', value: profile }];
  for (const step of pattern.split('.')) {
    const key = step.replace(/\[\]$|\{\}$/, '');
    const inner = places.map(({ path, value, of }) => ({
      path: path ? `${path}.${key}` : key,
      value: get(value, key),
      of,
      item: value,
    }));
    if (step.endsWith('[]')) places = inner.flatMap(itemsOf);
    else if (step.endsWith('{}')) places = inner.flatMap((place) => levelsOf(place, levels));
    else places = inner;
  }
  return places;
}

/** Lists that may be empty: an organisation may have no supplier of models, and no regime may apply to it. */
export const MAY_BE_EMPTY: ReadonlySet<string> = new Set(['suppliers', 'regimes']);

/** Items of a list; a retired system is asked nothing. A list that is not there is one open place. */
function itemsOf({ path, value }: Place): Place[] {
  if (Array.isArray(value) && value.length === 0 && MAY_BE_EMPTY.has(path)) return [];
  if (!Array.isArray(value) || value.length === 0) return [{ path: `${path}[0]`, value: undefined }];
  return value.flatMap((item, i): Place[] =>
    isRecord(item) && (item.status === 'retired' || item.applicable === false)
      ? []
      : [{ path: `${path}[${i}]`, value: item, of: nameOf(item) }],
  );
}

function levelsOf({ path, value }: Place, levels: readonly string[]): Place[] {
  if (typeof value === 'string') return [{ path, value }];
  return levels.map((level) => ({ path: `${path}.${level}`, value: get(value, level), of: level }));
}

function get(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function nameOf(item: unknown): string | undefined {
  const name = isRecord(item) ? (item.id ?? item.name) : undefined;
  return typeof name === 'string' ? name : undefined;
}

function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}
