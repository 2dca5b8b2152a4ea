import { pointerKey } from '../../parse/source.ts';
import { isRecord } from '../../text/is-record.ts';
import { isDate, isDateTime } from '../../time.ts';

export interface TextField {
  readonly pointer: string;
  /** Name of the property that holds it, also for an item of a list. */
  readonly key: string;
  readonly text: string;
}

interface Search {
  readonly isMeant: (text: string, key: string) => boolean;
  readonly skipped: ReadonlySet<string>;
  readonly path: string[];
  readonly found: TextField[];
}

const DEEPEST = 12;

/** All texts of a record, to tell quickly that none of them is what a rule looks for. */
export interface Texts {
  /** All but times, one below the other. */
  readonly prose: string;
  /** Times, each with the name of the property that holds it. */
  readonly times: readonly { readonly key: string; readonly text: string }[];
}

let latest: { readonly value: unknown; readonly texts: Texts } | undefined;

/** The texts of a record, collected once: the rules of a document run one after the other. */
export function textsOf(value: unknown): Texts {
  if (latest && latest.value === value) return latest.texts;
  const texts = collect(value);
  latest = { value, texts };
  return texts;
}

function collect(value: unknown): Texts {
  const prose: string[] = [];
  const times: { key: string; text: string }[] = [];
  const visit = (node: unknown, key: string, depth: number): void => {
    if (typeof node === 'string') {
      if (node.charCodeAt(4) === DASH && (isDate(node) || isDateTime(node))) times.push({ key, text: node });
      else prose.push(node);
    } else if (depth === DEEPEST) return;
    else if (Array.isArray(node)) for (const item of node) visit(item, key, depth + 1);
    else if (isRecord(node)) for (const name in node) if (!name.startsWith('x_')) visit(node[name], name, depth + 1);
  };
  visit(value, '', 0);
  return { prose: prose.join('\n'), times };
}

const DASH = 45;

/** The texts of a record that are meant, in document order; not those under `skipped` or the record's own `x_` keys. */
export function findTexts(
  value: unknown,
  isMeant: Search['isMeant'],
  skipped: ReadonlySet<string> = new Set(),
): readonly TextField[] {
  const search = { isMeant, skipped, path: [], found: [] };
  walk(value, '', search);
  return search.found;
}

/** Pointers are put together only for what is found: a record has many texts. */
function walk(value: unknown, key: string, search: Search): void {
  const { path, found } = search;
  if (typeof value === 'string') {
    if (search.isMeant(value, key))
      found.push({ pointer: path.map((step) => `/${pointerKey(step)}`).join(''), key, text: value });
  } else if (path.length === DEEPEST) return;
  else if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) step(value[i], { name: String(i), key }, search);
  } else if (isRecord(value)) {
    for (const name of Object.keys(value)) {
      if (!search.skipped.has(name) && !name.startsWith('x_')) step(value[name], { name, key: name }, search);
    }
  }
}

function step(value: unknown, { name, key }: { name: string; key: string }, search: Search): void {
  search.path.push(name);
  walk(value, key, search);
  search.path.pop();
}
