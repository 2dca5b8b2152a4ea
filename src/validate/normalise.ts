import { isRecord } from '../text/is-record.ts';

/**
 * What is left blank counts as absent, so that a scaffold with empty fields is told what it lacks and nothing else:
 * null, blank text, empty lists and mappings are dropped from mappings. The input is not changed.
 */
export function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlanks);
  if (!isRecord(value)) return value;
  const filled: Record<string, unknown> = {};
  for (const [key, child] of Object.entries(value)) {
    const kept = withoutBlanks(child);
    if (isBlank(kept)) continue;
    if (key !== '__proto__') filled[key] = kept;
    else Object.defineProperty(filled, key, { value: kept, enumerable: true, writable: true, configurable: true });
  }
  return filled;
}

/** Whether anything is left blank, however deep: most records have nothing that is. */
export function hasBlank(value: unknown): boolean {
  if (typeof value === 'string') return !(value.charCodeAt(0) > SPACE) && value.trim() === '';
  if (value === null || value === undefined) return true;
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.length === 0 || value.some(hasBlank);
  let isEmpty = true;
  for (const key in value) {
    if (hasBlank((value as Record<string, unknown>)[key])) return true;
    isEmpty = false;
  }
  return isEmpty;
}

const SPACE = 32;

function isBlank(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.keys(value).length === 0;
}

/** Removes what stands at these places, in place: the rest keeps its shape, so rules can trust the types they see. */
export function prune(value: unknown, places: readonly (readonly string[])[]): unknown {
  if (places.some((keys) => keys.length === 0)) return {};
  for (const keys of places) {
    const path = [...keys];
    // An item cannot be taken out of a list without moving its neighbours, so the list goes as a whole.
    while (path.length > 1 && Array.isArray(parentOf(value, path))) path.pop();
    const parent = parentOf(value, path);
    const last = path.at(-1);
    if (isRecord(parent) && last !== undefined) delete parent[last];
  }
  return value;
}

function parentOf(value: unknown, path: readonly string[]): unknown {
  let node: unknown = value;
  for (const key of path.slice(0, -1)) {
    node = isRecord(node) || Array.isArray(node) ? (node as Record<string, unknown>)[key] : undefined;
  }
  return node;
}
