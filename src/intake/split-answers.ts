import { type FormField, NO_RESPONSE } from './form.ts';

/** The answer to each element of a form, as written; absent where its heading is not in the body. */
export interface Answers {
  readonly byId: ReadonlyMap<string, string>;
  /** Labels whose headings stand in the body more often than the form has them, so that answers may be split elsewhere. */
  readonly ambiguous: readonly string[];
}

/** Headings of one label that are considered; a body that repeats one more often is taken from its end. */
const MOST_HEADINGS = 40;

interface Split {
  /** Fields found, then fields whose answer is one that the form allows. */
  readonly found: number;
  readonly fitting: number;
  /** Line of the heading of each field. */
  readonly lines: readonly (number | undefined)[];
}

/**
 * Splits the body of an issue at the headings that GitHub made of the form's labels. An answer may hold the same headings, in
 * text or code, so all ways to split are weighed: the one with most answers that the form allows is taken, and among equals
 * the one that splits last.
 */
export function splitAnswers(body: string, fields: readonly FormField[]): Answers {
  const lines = body.replaceAll(/\r\n?/g, '\n').split('\n');
  const headings = fields.map(({ attributes }) => linesOf(`### ${attributes.label}`, lines));
  const { lines: starts } = bestSplit({ lines, fields, headings });
  const byId = new Map<string, string>();
  for (const [i, { id }] of fields.entries()) {
    const start = starts[i];
    if (start === undefined) continue;
    const end = starts.slice(i + 1).find((line) => line !== undefined) ?? lines.length;
    byId.set(id, textBetween(lines, start, end));
  }
  const ambiguous = fields.filter((_, i) => (headings[i]?.length ?? 0) > 1).map(({ attributes }) => attributes.label);
  return { byId, ambiguous };
}

function linesOf(heading: string, lines: readonly string[]): number[] {
  const found = lines.flatMap((line, i) => (line.trimEnd() === heading ? [i] : []));
  return found.slice(-MOST_HEADINGS);
}

interface Body {
  readonly lines: readonly string[];
  readonly fields: readonly FormField[];
  readonly headings: readonly (readonly number[])[];
}

/** The best way to split what stands before a line among the first fields; each is asked for once. */
function bestSplit({ lines, fields, headings }: Body): Split {
  const measure = extents(lines);
  const known = new Map<string, Split>();
  const best = (count: number, end: number): Split => {
    if (count === 0) return { found: 0, fitting: 0, lines: [] };
    const key = `${count} ${end}`;
    const before = known.get(key);
    if (before) return before;
    const field = fields[count - 1] as FormField;
    const without = best(count - 1, end);
    let chosen: Split = { ...without, lines: [...without.lines, undefined] };
    for (const line of headings[count - 1] ?? []) {
      if (line >= end) break;
      const rest = best(count - 1, line);
      const found = rest.found + 1;
      const fitting = rest.fitting + Number(fits(measure(line, end), field));
      if (found > chosen.found || (found === chosen.found && fitting >= chosen.fitting))
        chosen = { found, fitting, lines: [...rest.lines, line] };
    }
    known.set(key, chosen);
    return chosen;
  };
  return best(fields.length, lines.length);
}

function textBetween(lines: readonly string[], heading: number, end: number): string {
  return lines
    .slice(heading + 1, end)
    .join('\n')
    .trim();
}

/** Whether GitHub lets somebody answer so. */
function fits({ filled, only }: Extent, { type, attributes, validations }: FormField): boolean {
  if (filled === 0 || only === NO_RESPONSE) return validations?.required !== true;
  if (type === 'textarea') return true;
  const { options = [], multiple = false } = attributes;
  if (only === undefined || type === 'input') return only !== undefined;
  return multiple ? chosenOf(only, options) !== undefined : options.includes(only);
}

/** The options that GitHub joined by commas, the longest that fits first; undefined where the text is something else. */
export function chosenOf(answer: string, options: readonly string[]): string[] | undefined {
  const chosen: string[] = [];
  let rest = answer;
  while (rest !== '') {
    const known = options.filter((option) => rest === option || rest.startsWith(`${option}, `));
    const [longest] = known.sort((a, b) => b.length - a.length);
    if (longest === undefined) return undefined;
    chosen.push(longest);
    rest = rest.slice(longest.length + 2);
  }
  return chosen;
}

/** What stands between two lines, without looking at it. */
interface Extent {
  /** Lines that are not blank. */
  readonly filled: number;
  /** The text, where it is of one line. */
  readonly only: string | undefined;
}

/** Measures any part of a body at once, however often it is asked. */
function extents(lines: readonly string[]): (heading: number, end: number) => Extent {
  const filled = [0];
  const nextFilled: number[] = Array.from(lines, () => lines.length);
  for (const line of lines) filled.push((filled.at(-1) ?? 0) + Number(line.trim() !== ''));
  for (let i = lines.length - 1, next = lines.length; i >= 0; i--) {
    if (lines[i]?.trim() !== '') next = i;
    nextFilled[i] = next;
  }
  return (heading, end) => {
    const count = (filled[end] ?? 0) - (filled[heading + 1] ?? 0);
    return { filled: count, only: count === 1 ? lines[nextFilled[heading + 1] ?? 0]?.trim() : undefined };
  };
}
