import { isRecord } from '../text/is-record.ts';
import { nodesFor, type SchemaNode } from '../validate/schema.ts';
import { type Draft, setAt } from './required.ts';

export type RecordKind = 'incident' | 'capa' | 'runbook' | 'waiver';

/** What whoever starts a record says about it. */
export interface Given {
  readonly id: string;
  readonly title?: string | undefined;
  readonly state?: string | undefined;
  readonly systems: readonly string[];
  /** Id of the incident that it concerns. */
  readonly incident?: string | undefined;
  /** Values by path (`triage.by`), as text. */
  readonly fields: readonly (readonly [path: string, value: unknown])[];
}

/** Where the AI systems and the incident stand in a record of each kind. */
const CONCERNED: Readonly<Record<RecordKind, (given: Given) => readonly (readonly [string, unknown])[]>> = {
  incident: ({ systems }) => systems.map((id, i) => [`ai_systems.${i}.system_id`, id]),
  runbook: ({ systems }) => [['ai_systems', listed(systems)]],
  waiver: ({ systems, incident }) => [
    ['scope.systems', listed(systems)],
    ['scope.records', listed(incident)],
  ],
  capa: ({ incident }) => [
    ['source', incident && 'incident'],
    ['source_refs', listed(incident)],
  ],
};

/**
 * A record as it starts: what was said of it, its id, and what the schema leaves no choice in: constants, the kind it is asked
 * for by, its first state.
 */
export function firstValues(kind: RecordKind, given: Given, schema: SchemaNode): Draft {
  const draft: Draft = {};
  const fill = (path: string, value: unknown): void => {
    if (value !== undefined) setAt(draft, path.split('.'), value);
  };
  for (const [path, value] of given.fields) fill(path, value);
  fill('id', given.id);
  fill('title', given.title);
  const state = stateField(schema);
  fill(state.name, given.state ?? (state.isRequired ? state.allowed[0] : undefined));
  for (const [path, value] of CONCERNED[kind](given)) fill(path, value);
  for (const [name, node] of Object.entries(propertiesOf(schema))) {
    fill(name, node.const);
    if (Array.isArray(node.enum) && node.enum.includes(kind)) fill(name, kind);
  }
  return draft;
}

/** The property that says where a record stands, and its values in their order. */
export function stateField(schema: SchemaNode): { name: string; allowed: readonly string[]; isRequired: boolean } {
  const name = Object.hasOwn(propertiesOf(schema), 'state') ? 'state' : 'status';
  const allowed = nodesFor(schema, [name]).at(-1)?.enum;
  return {
    name,
    allowed: Array.isArray(allowed) ? allowed.map(String) : [],
    isRequired: Array.isArray(schema.required) && schema.required.includes(name),
  };
}

function propertiesOf({ properties }: SchemaNode): Readonly<Record<string, SchemaNode>> {
  return isRecord(properties) ? (properties as Record<string, SchemaNode>) : {};
}

function listed(values: readonly string[] | string | undefined): readonly string[] | undefined {
  const list = [values ?? []].flat();
  return list.length > 0 ? list : undefined;
}
