const UNITS: Readonly<Record<string, string>> = { h: 'hour', d: 'day' };

/** "4 h" as people write it: "4 hours". What is no time stays as it is. */
export function spelled(limit: string): string {
  const [, amount = '', unit = ''] = /^([\d.]+) ?(.*)$/.exec(limit) ?? [];
  const name = UNITS[unit] ?? unit.replace(/s$/, '').replace('-', ' ');
  return amount === '' ? limit : `${amount} ${name}${Number(amount) === 1 ? '' : 's'}`;
}

const LIMIT = /^\d+(?:\.\d+)? ?(?:h|hours?|d|days?|business[ -]days?|weeks?|months?)$/;

/** Answers of a group, with its times as people write them: two years and more in years. */
export function spellTimes(group: object | undefined): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(group ?? {}).map(([key, value]) => [key, typeof value === 'string' ? period(value) : value]),
  );
}

/** A time as people write it; other texts as they are. */
export function period(text: string): string {
  if (!LIMIT.test(text)) return text;
  const [, months] = /^(\d+) ?months?$/.exec(text) ?? [];
  const years = Number(months) / 12;
  return years >= 2 && Number.isInteger(years) ? `${years} years` : spelled(text);
}

/** Time that is promised for a level; empty where none is. */
export function limitOf(limit: unknown, level: string): string {
  if (typeof limit === 'string') return limit;
  return typeof limit === 'object' && limit !== null ? String((limit as Record<string, unknown>)[level] ?? '') : '';
}

/** "a, b and c"; with a comma before the last "and" where an item before it has one of its own. */
export function list(items: readonly unknown[]): string {
  const texts = items.map(String);
  const last = texts.slice(0, -1).some((text) => text.includes(' and ')) ? ', and' : ' and';
  return texts.length < 2 ? (texts[0] ?? '') : `${texts.slice(0, -1).join(', ')}${last} ${texts.at(-1)}`;
}

export function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
