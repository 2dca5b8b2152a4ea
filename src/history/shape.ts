import { personName } from '../facts/person.ts';
import { isRecord } from '../text/is-record.ts';
import { own } from '../text/own.ts';

/**
 * What history keeps of a value: the few fields its rules look at. Old versions were never validated, so whatever has
 * another type than the shape says is left out; texts are copied and clipped, so that no file stays in memory.
 */
type Shape = 'text' | 'person' | readonly [Shape] | { readonly [key: string]: Shape };

type Kept<S> = S extends 'text' | 'person'
  ? string
  : S extends readonly [infer Item]
    ? readonly Kept<Item>[]
    : { readonly [Key in keyof S]?: Kept<S[Key]> };

const SHARED = {
  id: 'text',
  title: 'text',
  kind: 'text',
  state: 'text',
  owner: 'person',
  closure: { closed_at: 'text', closed_by: 'person', approved_by: 'person' },
  reopened: [{ at: 'text', by: 'person', reason: 'text' }],
  errata: [{ at: 'text', by: 'person', note: 'text', fields: ['text'] }],
  evidence_refs: ['text'],
} as const;

const CAPA = {
  ...SHARED,
  priority: 'text',
  source_refs: ['text'],
  opened_at: 'text',
  implemented_at: 'text',
  due_date: 'text',
  original_due_date: 'text',
  approved_by: 'person',
  approved_at: 'text',
  extensions: [
    {
      from: 'text',
      to: 'text',
      requested_at: 'text',
      reason: 'text',
      interim_risk: 'text',
      approved_by: 'person',
      approved_at: 'text',
    },
  ],
  effectiveness: {
    criteria: 'text',
    metric: 'text',
    baseline: 'text',
    target: 'text',
    planned_at: 'text',
    performed_at: 'text',
    result: 'text',
  },
  root_cause: { id: 'text', statement: 'text' },
} as const;

const POLICY = {
  version: 'text',
  approver: 'text',
  effective_date: 'text',
  last_review: 'text',
  review_date: 'text',
  status: 'text',
} as const;

const WAIVER = {
  requested_by: 'person',
  granted_at: 'text',
  expires_at: 'text',
  renewals: [{ expires_at: 'text', granted_at: 'text', approved_by: 'person', reason: 'text' }],
} as const;

const RECORD = {
  ...CAPA,
  ...POLICY,
  ...WAIVER,
  severity: 'text',
  occurred_at: 'text',
  reported_at: 'text',
  detected_at: 'text',
  awareness: { at: 'text' },
  triage: { at: 'text' },
  containment: { contained_at: 'text' },
  recovery: { restored_at: 'text' },
  investigation: { completed_at: 'text', root_causes: [{ id: 'text', statement: 'text' }] },
  evidence: [{ id: 'text', uri: 'text' }],
  reportability: [
    {
      regime_id: 'text',
      decision: 'text',
      deadline_at: 'text',
      stages: [{ stage: 'text', due_at: 'text', sent_at: 'text' }],
    },
  ],
  notifications: [{ audience: 'text', sent_at: 'text' }],
  severity_history: [{ from: 'text', to: 'text', at: 'text', rationale: 'text', approved_by: 'person' }],
  state_history: [{ state: 'text', at: 'text', reason: 'text' }],
  capa: [CAPA],
} as const;

/** Of any document; each field may be absent, whatever is there has its type. */
export type RecordValue = Kept<typeof RECORD>;

/** What is kept of one top-level field of a document; undefined where nothing is. */
export function keepField(key: string, value: unknown): unknown {
  return Object.hasOwn(RECORD, key) ? keep(RECORD[key as keyof typeof RECORD], value) : undefined;
}

function keep(shape: Shape, value: unknown): unknown {
  if (shape === 'text') return typeof value === 'string' || typeof value === 'number' ? copy(String(value)) : undefined;
  if (shape === 'person') return copy(personName(value));
  if (isList(shape)) return Array.isArray(value) ? keepList(shape[0], value) : undefined;
  if (!isRecord(value)) return undefined;
  const kept = Object.entries(shape).flatMap(([key, inner]) => {
    const one = Object.hasOwn(value, key) ? keep(inner, value[key]) : undefined;
    return one === undefined ? [] : [[key, one] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

const isList = (shape: Exclude<Shape, string>): shape is readonly [Shape] => Array.isArray(shape);

/** An item that has another type keeps its place: pointers count by it. */
function keepList(shape: Shape, value: readonly unknown[]): unknown {
  const empty = typeof shape === 'string' ? '' : {};
  return value.slice(0, MOST_ITEMS).map((item) => keep(shape, item) ?? empty);
}

const MOST_ITEMS = 200;
const LONGEST_TEXT = 200;

function copy(text: string | undefined): string | undefined {
  return text === undefined ? undefined : own(clip(text));
}

/** A text short enough to keep; a lone surrogate at the cut is no harm, as it is only compared and shown. */
export function clip(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}
