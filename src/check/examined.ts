import type { Facts } from '../facts/index.ts';
import type { Draft } from './draft.ts';
import type { Ignore } from './ignores.ts';

/** A section that a document shows, with the line and text that show it. */
export interface Shown {
  readonly section: string;
  readonly line: number;
  readonly text: string;
}

/**
 * What one file gives: all that later steps ask of it, its text aside (that is read again where a finding is placed).
 *
 * It depends on the content and path of the file, the version of the program, the configuration and the organisation's
 * own definitions; never on the clock or on another file. So it may be made anywhere (on another thread or machine) and
 * kept for as long as those stay the same. Plain data: strings, numbers, booleans, lists and records, where an absent
 * value may be `undefined`. `pack` and `unpack` carry it as text:
 *
 *     const text = pack([await examine(file, read(file.path), rules)]);   // on a thread, a shard, into a cache
 *     const [examined] = unpack(text);                                    // as good as made here
 */
export interface Examined {
  /** For the workspace: what other documents and the clock need. */
  readonly facts: readonly Facts[];
  /** Findings without level and position. */
  readonly drafts: readonly Draft[];
  readonly ignores: readonly Ignore[];
  /** How many documents the file holds. */
  readonly documents: number;
  /** Sections shown by a policy or runbook, with the line and heading that show them. */
  readonly shown: readonly Shown[];
}

/** What several files give, as one line of text. */
export function pack(examined: readonly Examined[]): string {
  return JSON.stringify(examined);
}

/** @param text what `pack` made, by the same version of the program; anything else is not for this function */
export function unpack(text: string): readonly Examined[] {
  return JSON.parse(text) as readonly Examined[];
}
