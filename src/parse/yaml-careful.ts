import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  type Node,
  parseAllDocuments,
  visit,
} from 'yaml';
import type { Locate, Located, Problem, Range, Reading } from './source.ts';
import { findOpener } from './yaml-opener.ts';

/** Nodes that aliases may expand to before the text counts as an alias bomb. */
const LARGEST_EXPANSION = 10_000;

/** Reads YAML with the authority on the language: all documents of the text, or the problem that comes first. */
export function readCarefully(text: string): Reading {
  const documents = parseDocuments(text);
  if (!Array.isArray(documents)) return { values: [], problem: documents };
  for (const document of documents) {
    const problem = findProblem(document, text);
    if (problem) return { values: [], problem };
  }
  const last = documents.findLastIndex((document, i) => i === 0 || !isEmpty(document));
  return { values: documents.slice(0, last + 1).map((document) => document.toJS({ maxAliasCount: -1 }) as unknown) };
}

/** Finds positions in a text that `readCarefully` could read. */
export function locateCarefully(text: string): Locate {
  const documents = parseDocuments(text);
  if (!Array.isArray(documents)) return () => undefined;
  return (index, path) => {
    const document = documents[index];
    return document?.contents ? locateIn({ document, text }, document.contents, path) : undefined;
  };
}

interface Source {
  readonly document: Document;
  readonly text: string;
}

function locateIn({ document, text }: Source, root: Node, path: readonly string[]): Located | undefined {
  let node: Node | null = root;
  let key: Range | undefined;
  for (const step of path) {
    const target: Node | null | undefined = isAlias(node) ? node.resolve(document) : node;
    if (isMap(target)) {
      const pair = target.items.find((item) => isScalar(item.key) && String(item.key.value) === step);
      if (!pair) return undefined;
      key = rangeOf(pair.key as Node);
      node = pair.value as Node | null;
    } else if (isCollection(target)) {
      const item: unknown = target.items[Number(step)];
      if (item === undefined) return undefined;
      node = isPair(item) ? (item.value as Node | null) : (item as Node);
      key = undefined;
    } else return undefined;
  }
  const value = node ? rangeIn(text, node) : undefined;
  const range = value && value.end > value.start ? value : (key ?? value);
  return range && { value: range, ...(key ? { key } : {}) };
}

/** From where a value begins to where its last text ends, without the lines and comments that follow. */
function rangeIn(text: string, node: Node): Range | undefined {
  const whole = rangeOf(node);
  const last = isCollection(node) && !node.flow ? lastOf(node.items.at(-1)) : undefined;
  const end = last ? rangeIn(text, last)?.end : undefined;
  if (!whole || end !== undefined) return whole && { start: whole.start, end: end ?? whole.end };
  return { start: whole.start, end: whole.start + text.slice(whole.start, whole.end).trimEnd().length };
}

/** The node that a list or mapping ends with. */
function lastOf(item: unknown): Node | undefined {
  if (!isPair(item)) return (item as Node | undefined) ?? undefined;
  const value = item.value as Node | null;
  return value?.range && value.range[1] > value.range[0] ? value : (item.key as Node);
}

function rangeOf(node: Node): Range | undefined {
  return node.range ? { start: node.range[0], end: node.range[1] } : undefined;
}

function parseDocuments(text: string): Document[] | Problem {
  try {
    const documents = parseAllDocuments(text, { prettyErrors: false, stringKeys: false });
    return Array.isArray(documents) ? (documents as Document[]) : [];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ...deepest(text), message: 'Unexpected nesting, too deep to read', help: 'Nest less deeply.' };
  }
}

/** A separator at the end of a text begins a document with nothing in it. */
function isEmpty({ contents }: Document): boolean {
  return contents === null || (isScalar(contents) && contents.value === null && !contents.source);
}

function deepest(text: string): Range {
  const at = Math.max(0, text.search(/[[{]{20}|(?:- ){20}/));
  return { start: at, end: at + 1 };
}

function findProblem(document: Document, text: string): Problem | undefined {
  const error = document.errors[0];
  if (!error) return findAliasProblem(document);
  const [start, end] = error.pos;
  const opener = findOpener(text, start);
  if (opener) return opener;
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^[^:\s]*/.exec(text.slice(start, start + 100))?.[0] ?? '';
    return {
      start,
      end: start + Math.max(1, key.length),
      message: `Unexpected second "${key}" in the same mapping`,
      help: 'Keep one of the two; a key may stand only once in a mapping.',
    };
  }
  const at = faultAt(error.code, text, start);
  return {
    start: at,
    end: Math.max(at + 1, end),
    message: describe(error.code, error.message),
    ...helpFor(error.code),
  };
}

function faultAt(code: string, text: string, start: number): number {
  if (code === 'BLOCK_AS_IMPLICIT_KEY') return overIndented(text, start);
  // What is indented wrongly is the key, not the white space before it.
  if (code === 'BAD_INDENT') return start + (/^[ \r\n]{0,200}/.exec(text.slice(start, start + 200))?.[0].length ?? 0);
  return start;
}

/** A line indented too far is read as the end of the value above it: the fault is on the line, not on that value. */
function overIndented(text: string, start: number): number {
  const rest = /^[^\n:]*\n([ ]*)(?=[^\s:]+:(?:\s|$))/.exec(text.slice(start, start + 2000));
  return rest ? start + rest[0].length : start;
}

function describe(code: string, message: string): string {
  if (code === 'TAB_AS_INDENT') return 'Unexpected tab in the indentation, expected spaces';
  if (code === 'BLOCK_AS_IMPLICIT_KEY') return 'Unexpected ":" or indentation: a mapping cannot begin here';
  if (code === 'MULTILINE_IMPLICIT_KEY') return 'Missing ":" after a key';
  if (code === 'BAD_INDENT') return 'Unexpected indentation, expected the column of the neighbours';
  return `Invalid YAML: ${message.split(' at line ')[0]}`;
}

function helpFor(code: string): { help?: string } {
  if (code === 'TAB_AS_INDENT') return { help: 'Indent with spaces.' };
  if (code === 'BLOCK_AS_IMPLICIT_KEY')
    return { help: 'Put text that contains ": " in quotes, or align the line with its neighbours.' };
  if (code === 'MULTILINE_IMPLICIT_KEY')
    return { help: 'Write "key: value" on this line, or indent it as part of the text above.' };
  return {};
}

/** Unknown aliases, and aliases that multiply beyond any honest use: shown where the growth passes the bound. */
function findAliasProblem(document: Document): Problem | undefined {
  const sizes = new Map<Node, number>();
  let problem: Problem | undefined;
  const sizeOf = (node: unknown): number => {
    if (!node || typeof node !== 'object') return 1;
    const known = sizes.get(node as Node);
    return known ?? 1;
  };
  const at = (node: Node, message: string, help: string): void => {
    const range = rangeOf(node) ?? { start: 0, end: 1 };
    problem ??= { ...range, message, help };
  };
  const measure = (node: Node | null): number => {
    if (!node) return 1;
    if (isAlias(node)) {
      const target = node.resolve(document);
      if (!target)
        at(node, `Unexpected alias "*${node.source}": no anchor of that name stands before it`, 'Write the value out.');
      return target ? sizeOf(target) : 1;
    }
    let size = 1;
    if (isCollection(node)) {
      for (const item of node.items) {
        size += isPair(item) ? measure(item.key as Node) + measure(item.value as Node | null) : measure(item as Node);
        if (size > LARGEST_EXPANSION && hasAlias(item)) {
          at(
            isPair(item) ? (item.key as Node) : (item as Node),
            'Unexpected aliases: they expand to more than the file holds',
            'Write the values out.',
          );
          break;
        }
      }
    }
    sizes.set(node, size);
    return size;
  };
  if (hasAlias(document.contents)) measure(document.contents);
  return problem;
}

function hasAlias(node: unknown): boolean {
  let found = false;
  visit(node as Node, {
    Alias() {
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}
