import { type Guess, type LookedAt, linesOf } from './guess.ts';

const RECORD = /(?:^|\/)(?:incidents|runbooks|capas)\/[^/]/;

/** AI systems, severity levels, timezone and their owners, from records, runbooks and configuration that are there. */
export function guessFromRecords(files: readonly LookedAt[]): Guess[] {
  const records = files.filter(({ path }) => RECORD.test(path));
  return [...guessSystems(records), ...guessLevels(records), ...guessTimezone(files)];
}

/** Each system that a record names, owned by whoever owns its runbook. */
function guessSystems(records: readonly LookedAt[]): Guess[] {
  const found = new Map<string, Guess>();
  for (const file of records) {
    const owner = /(?:^|\/)runbooks\//.test(file.path) ? valuesOf(file, 'owner')[0]?.value : undefined;
    for (const { value: id, line } of valuesOf(file, 'ai_systems')) {
      if (!/^[\w.-]{1,100}$/.test(id)) continue;
      const known = found.get(id);
      if (known && (!owner || typeof known.value === 'string' || known.value.owner)) continue;
      const value = { id, name: titled(id), status: 'production', ...(owner ? { owner } : {}) };
      found.set(id, { place: 'ai_systems', value, source: `${file.path}:${line}` });
    }
  }
  return [...found.values()];
}

function guessLevels(records: readonly LookedAt[]): Guess[] {
  const found = new Map<string, string>();
  for (const file of records)
    for (const { value, line } of valuesOf(file, 'severity'))
      if (!found.has(value)) found.set(value, `${file.path}:${line}`);
  const levels = [...found].toSorted(([a], [b]) => (a < b ? -1 : 1));
  // One level is no scale, and without a number nothing tells which level is the worst.
  return levels.length > 1 && levels.every(([level]) => /\d/.test(level))
    ? levels.map(([value, source]) => ({ place: 'severity_scale', value, source }))
    : [];
}

function guessTimezone(files: readonly LookedAt[]): Guess[] {
  const file = files.find(({ path }) => /(?:^|\/)\.aimscheck\.ya?ml$/.test(path));
  const [zone] = file ? valuesOf(file, 'timezone') : [];
  return file && zone
    ? [{ place: 'team_practices.timezone', value: zone.value, source: `${file.path}:${zone.line}` }]
    : [];
}

interface Written {
  readonly value: string;
  readonly line: number;
}

/** Values of a key at the start of a line, on that line or as a list below it. */
function valuesOf(file: LookedAt, key: string): Written[] {
  const lines = linesOf(file);
  const at = lines.findIndex(([line]) => line.startsWith(`${key}:`));
  if (at === -1) return [];
  const [first = '', number = 0] = lines[at] ?? [];
  const rest = clean(first.slice(key.length + 1));
  if (rest !== '') {
    const values = rest
      .replaceAll(/^\[|\]$/g, '')
      .split(',')
      .map(clean);
    return values.filter((value) => value !== '').map((value) => ({ value, line: number }));
  }
  const below = lines.slice(at + 1);
  const end = below.findIndex(([line]) => !/^\s*-\s/.test(line));
  return below
    .slice(0, end === -1 ? undefined : end)
    .map(([line, n]) => ({ value: clean(line.replace(/^\s*-\s*/, '')), line: n }));
}

const clean = (text: string): string =>
  text
    .replace(/\s#.*$/, '')
    .trim()
    .replaceAll(/^['"]|['"]$/g, '');

const titled = (id: string): string =>
  id
    .split(/[-_]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
