import { createHash } from 'node:crypto';
import { isRecord } from '../text/is-record.ts';
import type { Issue, Managed, State } from './model.ts';

/**
 * The machine block of an issue body: everything between two hidden markers, each of which holds the state, so that
 * the loss of one loses nothing. What stands around the block belongs to people.
 */
export interface Parts {
  readonly before: string;
  readonly state: State;
  /** Text between the markers; undefined where one of them is lost, and all that is left then counts as people's. */
  readonly text: string | undefined;
  readonly after: string;
}

/** JSON in the marker holds no character that could end the comment or act: all but plain ones are `\u` escapes. */
const MARKER = /<!-- aimscheck:(begin|end) (\{[^<>\n]{2,60000}\}) -->/g;

export function splitBody(body: string): Parts | undefined {
  const markers = [...body.replaceAll('\r\n', '\n').matchAll(MARKER)].flatMap((match) => {
    const state = readState(match[2] ?? '');
    return state ? [{ name: match[1], state, start: match.index, end: match.index + match[0].length }] : [];
  });
  const text = body.replaceAll('\r\n', '\n');
  const begin = markers.find(({ name }) => name === 'begin');
  const end = markers.find(({ name, start }) => name === 'end' && start >= (begin?.end ?? 0));
  if (begin && end) {
    const inside = text.slice(begin.end, end.start).trim();
    return { before: text.slice(0, begin.start), state: begin.state, text: inside, after: text.slice(end.end) };
  }
  const only = begin ?? end;
  if (!only) return undefined;
  return { before: text.slice(0, only.start), state: only.state, text: undefined, after: text.slice(only.end) };
}

/** GitHub refuses longer bodies. */
export const LONGEST_BODY = 65_536;

/** A body with the block renewed and everything around it as it was. */
export function joinBody({ before, after }: Pick<Parts, 'before' | 'after'>, state: State, text: string): string {
  return `${before}${writeMarker('begin', state)}\n${text.trim()}\n${writeMarker('end', state)}${after}`;
}

export function asManaged(issue: Issue): Managed[] {
  const parts = splitBody(issue.body);
  return parts ? [{ ...issue, own: parts.state }] : [];
}

/** Short name of a text: enough to see that it changed. */
export function digest(text: string, length = 8): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, length);
}

function writeMarker(name: 'begin' | 'end', state: State): string {
  const json = JSON.stringify(state).replaceAll(/[^\w .,:{}"\\[\]/-]|--/g, (text) =>
    [...text].map(escapeUnits).join(''),
  );
  return `<!-- aimscheck:${name} ${json} -->`;
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, i) => {
    const unit = character.charCodeAt(i).toString(16).padStart(4, '0');
    return `\\u${unit}`;
  }).join('');
}

const STATUSES: readonly string[] = ['open', 'resolved', 'waived', 'gone', 'untracked', 'duplicate'];

function readState(json: string): State | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || !STATUSES.includes(String(value.status))) return undefined;
  const text = (key: string): string => (typeof value[key] === 'string' ? value[key] : '');
  const count = (key: string): number => {
    const number = value[key];
    return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : 0;
  };
  if (text('problem') === '') return undefined;
  return {
    project: text('project'),
    record: text('record'),
    problem: text('problem'),
    status: value.status as State['status'],
    step: count('step'),
    reopened: count('reopened'),
    comments: count('comments'),
    title: text('title'),
    assignee: text('assignee'),
    file: text('file'),
    ...(text('day') === '' ? {} : { day: text('day') }),
    ...(text('items') === '' ? {} : { items: text('items') }),
  };
}
