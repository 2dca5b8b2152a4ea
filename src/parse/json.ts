import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Locate, Problem, Reading } from './source.ts';

/** Deeper nesting than this is no record. */
const DEEPEST = 200;

/** Reads JSON (RFC 8259). A key that stands twice in one object is a problem: JSON readers would drop one silently. */
export function readJson(text: string): Reading {
  const tooDeep = findDeep(text);
  if (tooDeep) return { values: [], problem: tooDeep };
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  const error = errors[0];
  if (error) return { values: [], problem: problemOf(text, error) };
  const duplicate = tree && findDuplicate(tree);
  if (duplicate) return { values: [], problem: duplicate };
  return { values: [JSON.parse(text) as unknown] };
}

export function locateJson(text: string): Locate {
  const tree = parseTree(text);
  return (document, path) => {
    if (document !== 0 || !tree) return undefined;
    const node = findNode(tree, path);
    if (!node) return undefined;
    const key = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
    return { value: range(node), ...(key ? { key: range(key) } : {}) };
  };
}

function findNode(tree: Node, path: readonly string[]): Node | undefined {
  let node: Node | undefined = tree;
  for (const step of path) {
    node = node && findNodeAtLocation(node, [node.type === 'array' ? Number(step) : step]);
  }
  return node;
}

const range = ({ offset, length }: Node) => ({ start: offset, end: offset + length });

function problemOf(text: string, error: ParseError): Problem {
  const at = { start: error.offset, end: error.offset + Math.max(1, error.length) };
  const code = printParseErrorCode(error.error);
  if (code === 'UnexpectedEndOfString') {
    return {
      ...at,
      end: at.start + 1,
      message: 'Missing closing double quote for the one opened here',
      help: 'Add " where the value ends.',
    };
  }
  const opener = code === 'CloseBraceExpected' || code === 'CloseBracketExpected' ? innermostOpen(text) : undefined;
  if (opener !== undefined) {
    const closing = text[opener] === '{' ? '}' : ']';
    return {
      start: opener,
      end: opener + 1,
      message: 'Missing closing bracket for the one opened here',
      help: `Add ${closing} where the value ends.`,
    };
  }
  const comma = /,\s*$/.exec(text.slice(0, error.offset))?.index;
  if (comma !== undefined && (code === 'PropertyNameExpected' || code === 'ValueExpected')) {
    return {
      start: comma,
      end: comma + 1,
      message: 'Unexpected comma before the end',
      help: 'Remove the comma after the last entry.',
    };
  }
  const words = code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return { ...at, message: `Invalid JSON: ${words}` };
}

function innermostOpen(text: string): number | undefined {
  const open: number[] = [];
  eachBracket(text, (at, opens) => {
    if (opens) open.push(at);
    else open.pop();
  });
  return open.at(-1);
}

function findDeep(text: string): Problem | undefined {
  let depth = 0;
  let problem: Problem | undefined;
  eachBracket(text, (at, opens) => {
    depth += opens ? 1 : -1;
    if (depth > DEEPEST)
      problem ??= {
        start: at,
        end: at + 1,
        message: 'Unexpected nesting, too deep to read',
        help: 'Nest less deeply.',
      };
  });
  return problem;
}

function eachBracket(text: string, tell: (at: number, opens: boolean) => void): void {
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    else if (quoted && character === '\\') at++;
    else if (!quoted && (character === '{' || character === '[')) tell(at, true);
    else if (!quoted && (character === '}' || character === ']')) tell(at, false);
  }
}

function findDuplicate(node: Node): Problem | undefined {
  const seen = new Set<unknown>();
  for (const child of node.children ?? []) {
    const key = child.type === 'property' ? child.children?.[0] : undefined;
    if (key && seen.has(key.value)) {
      return {
        ...range(key),
        message: `Unexpected second "${String(key.value)}" in the same object`,
        help: 'Keep one of the two; a key may stand only once in an object.',
      };
    }
    if (key) seen.add(key.value);
    const nested = findDuplicate(child);
    if (nested) return nested;
  }
  return undefined;
}
