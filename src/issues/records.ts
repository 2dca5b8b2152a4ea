import type { Workspace } from '../facts/index.ts';

/** What an issue says of its record. */
export interface RecordInfo {
  readonly id: string;
  readonly kind: string;
  readonly file: string;
  readonly title?: string | undefined;
  readonly owner?: string | undefined;
  readonly state?: string | undefined;
  /** Level of an incident, priority of a CAPA. */
  readonly severity?: string | undefined;
  readonly isConfidential: boolean;
  readonly trackedAt?: string | undefined;
}

const CONFIDENTIAL: readonly (string | undefined)[] = ['confidential', 'restricted'];

/** Records by id, else by path; of several with one id the first counts. A CAPA kept in an incident is as confidential. */
export function recordsOf({ incidents, capas, policies, runbooks }: Workspace): ReadonlyMap<string, RecordInfo> {
  const classes = new Map(incidents.map(({ id, classification }) => [id, classification]));
  const isConfidential = (own: string | undefined, parent?: string): boolean =>
    CONFIDENTIAL.includes(own) || (parent !== undefined && CONFIDENTIAL.includes(classes.get(parent)));
  const base = ({
    ref,
    id,
    title,
  }: {
    ref: { path: string; kind: string };
    id: string | undefined;
    title: string | undefined;
  }) => ({
    id: id ?? ref.path,
    kind: ref.kind,
    file: ref.path,
    title,
  });
  const all: RecordInfo[] = [
    ...incidents.map((fact) => ({
      ...base(fact),
      ...shared(fact),
      severity: fact.severity,
      isConfidential: isConfidential(fact.classification),
    })),
    ...capas.map((fact) => ({
      ...base(fact),
      ...shared(fact),
      severity: fact.priority,
      isConfidential: isConfidential(fact.classification, fact.parent),
    })),
    ...[...policies, ...runbooks].map((fact) => ({ ...base(fact), state: fact.status, isConfidential: false })),
  ];
  return new Map(all.toReversed().map((record) => [record.id, record]));
}

interface Shared {
  readonly owner: string | undefined;
  readonly state: string | undefined;
  readonly trackedAt: string | undefined;
}

function shared({ owner, state, trackedAt }: Shared): Shared {
  return { owner, state, trackedAt };
}
