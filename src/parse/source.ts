/**
 * What every syntax reads from a text. Reading gives plain values fast; positions are asked for later, and only for
 * texts that have findings.
 */

/** 0-based offsets in the text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Why a text cannot be read, and where. */
export interface Problem extends Range {
  readonly message: string;
  readonly help?: string;
}

export interface Reading {
  /** One value for each document of the text; empty where there is a problem. */
  readonly values: readonly unknown[];
  readonly problem?: Problem;
}

/** Where the key and the value of a pointer stand. */
export interface Located {
  readonly key?: Range;
  readonly value: Range;
}

/** Finds a path of keys in the n-th document; undefined where it does not exist. */
export type Locate = (document: number, path: readonly string[]) => Located | undefined;

/** Keys of a JSON pointer (RFC 6901). */
export function pointerKeys(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** One key escaped for a JSON pointer (RFC 6901). */
export function pointerKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
