import { isRecord } from '../text/is-record.ts';

/** A profile that may be incomplete: a parsed mapping. */
export type Answers = Readonly<Record<string, unknown>>;
export type Steps = readonly (string | number)[];

/** "ai_systems[0].name" → ['ai_systems', 0, 'name'] */
export function stepsOf(path: string): Steps {
  return path
    .split(/\.|(?=\[)/)
    .filter((step) => step !== '')
    .map((step) => (/^\[\d{1,4}\]$/.test(step) ? Number(step.slice(1, -1)) : step));
}

export function valueAt(answers: unknown, steps: Steps): unknown {
  return steps.reduce<unknown>((value, step) => {
    if (Array.isArray(value)) return typeof step === 'number' ? value[step] : undefined;
    return isRecord(value) && Object.hasOwn(value, String(step)) ? value[String(step)] : undefined;
  }, answers);
}

/** The same answers with another value there; mappings and lists on the way are made. */
export function withValue(answers: Answers, steps: Steps, value: unknown): Answers {
  return put(answers, steps, value) as Answers;
}

function put(at: unknown, [step, ...rest]: Steps, value: unknown): unknown {
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const list: unknown[] = Array.isArray(at) ? [...at] : [];
    list[step] = put(list[step], rest, value);
    return list;
  }
  const map = isRecord(at) ? at : {};
  const inner = Object.hasOwn(map, step) ? map[step] : undefined;
  return { ...map, [step]: put(inner, rest, value) };
}

/** "tools.paging: PagerDuty", "tools.siem: (no answer)" */
export function pathSaid(answers: Answers, path: string): string {
  const value = valueAt(answers, stepsOf(path));
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return `${path}: ${value === undefined ? '(no answer)' : isPlain ? String(value) : JSON.stringify(value)}`;
}
