import type { Store } from '../cache/store.ts';
import type { FieldMaps } from '../fields/mapping.ts';
import type { ReadResult } from '../read.ts';
import type { WrittenDefinition } from '../recognise/inherit.ts';
import type { RuleSet } from './rule-set.ts';

/** What examining a file takes beside the file. */
export interface Examining {
  readonly read: (path: string) => ReadResult;
  readonly rules: RuleSet;
  readonly fields: FieldMaps;
  readonly definitions: readonly WrittenDefinition[] | undefined;
  /** What the last run kept; absent where nothing is, and no file needs a key. */
  readonly kept?: Store | undefined;
}
