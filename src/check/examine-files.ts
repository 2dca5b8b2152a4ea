import type { DiscoveredFile } from '../discover.ts';
import type { Facts } from '../facts/index.ts';
import type { FieldMaps } from '../fields/mapping.ts';
import type { ReadResult } from '../read.ts';
import type { WrittenDefinition } from '../recognise/inherit.ts';
import type { Counted } from './assess.ts';
import type { Draft } from './draft.ts';
import { examine } from './examine.ts';
import type { Ignore } from './ignores.ts';
import { count } from './result.ts';
import type { RuleSet } from './rule-set.ts';

/** What all files give together, in their order. */
export interface Gathered {
  readonly facts: readonly Facts[];
  readonly drafts: readonly Draft[];
  readonly ignores: readonly Ignore[];
  readonly documents: readonly Counted[];
}

/** What examining a file takes beside the file. */
export interface Examining {
  readonly read: (path: string) => ReadResult;
  readonly rules: RuleSet;
  readonly fields: FieldMaps;
  readonly definitions: readonly WrittenDefinition[] | undefined;
}

/** Examines one file after the other. */
export async function examineFiles(files: readonly DiscoveredFile[], examining: Examining): Promise<Gathered> {
  const { read, rules, fields, definitions } = examining;
  const gathered = { facts: [] as Facts[], drafts: [] as Draft[], ignores: [] as Ignore[], documents: [] as Counted[] };
  for (const file of files) {
    const source = { ...file, mapping: fields.get(file.kind), ...(definitions && { definitions }) };
    const pending = examine(source, read(file.path), rules);
    const examined = pending instanceof Promise ? await pending : pending;
    gathered.facts.push(...examined.facts);
    gathered.drafts.push(...examined.drafts);
    gathered.ignores.push(...examined.ignores);
    gathered.documents.push(...count(examined, file));
  }
  return gathered;
}
