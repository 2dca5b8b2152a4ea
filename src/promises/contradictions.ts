import type { PromiseBook, PromisedTime } from './book.ts';
import type { PromiseKind } from './kinds.ts';
import { roughHours } from './limit.ts';

/** Two promises for the same thing that cannot both be meant. */
export interface Contradiction {
  readonly first: PromisedTime;
  readonly other: PromisedTime;
}

/** What is compared, and what its clock starts with where that is not said. */
const COMPARED: ReadonlyMap<PromiseKind, string> = new Map([
  ['triage', 'detection'],
  ['containment', 'detection'],
  ['root-cause', 'detection'],
  ['incident-review', 'resolution'],
  ['capa-plan', 'declaration'],
  ['capa-due', 'declaration'],
]);

/** Several times for one thing that come one after the other. */
const STAGED = /\b(?:prelim|initial|interim|draft|first|final|complete|full)/i;

/**
 * Promises that disagree. The policy is held to be right, its earlier line before the later; a runbook may promise
 * more than the policy, not less. What is configured is a decision and contradicts nobody.
 */
export function findContradictions({ stated }: PromiseBook): Contradiction[] {
  const firsts = new Map<string, PromisedTime>();
  const found: Contradiction[] = [];
  for (const other of stated) {
    const start = other.from ?? COMPARED.get(other.kind);
    if (other.by === 'configuration' || !COMPARED.has(other.kind)) continue;
    const key = `${other.kind} ${other.severity === null ? 'all' : (other.rank ?? other.severity)} ${start}`;
    const first = firsts.get(key);
    if (!first) firsts.set(key, other);
    else if (disagree(first, other)) found.push({ first, other });
  }
  return found;
}

function disagree(first: PromisedTime, other: PromisedTime): boolean {
  const longer = roughHours(other.limit) - roughHours(first.limit);
  if (longer === 0 || (other.by === 'runbook' && longer < 0) || isSameLine(first, other)) return false;
  return ![first, other].some(({ source }) => STAGED.test(source?.text ?? ''));
}

function isSameLine({ source: a }: PromisedTime, { source: b }: PromisedTime): boolean {
  if (!a || !b || a.document.path !== b.document.path) return false;
  return 'line' in a.place && 'line' in b.place && a.place.line === b.place.line;
}
