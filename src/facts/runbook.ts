import type { DeepPartial, Runbook } from '../documents.ts';
import type { Commitment } from '../policy-value.ts';
import type { Document, DocumentRef } from '../types.ts';
import { type ReadinessFacts, readinessFacts } from './readiness.ts';
import { type Reference, reference, references, refOf } from './reference.ts';

export interface RunbookFacts {
  readonly kind: 'runbook';
  readonly ref: DocumentRef;
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly status: string | undefined;
  readonly severities: readonly Reference[];
  readonly systems: readonly Reference[];
  readonly reviewDue: string | undefined;
  readonly lastDrill: string | undefined;
  readonly drillType: string | undefined;
  readonly drillResult: string | undefined;
  readonly drillIntervalDays: number | undefined;
  readonly readiness: ReadinessFacts;
  readonly commitments: readonly Commitment[];
  readonly references: readonly Reference[];
}

export function runbookFacts(document: Document<DeepPartial<Runbook>>): RunbookFacts {
  const { value } = document;
  return {
    kind: 'runbook',
    ref: refOf(document),
    id: value.id,
    title: value.title,
    status: value.status,
    severities: references(value.severity, '/severity'),
    systems: references(value.ai_systems, '/ai_systems'),
    reviewDue: value.review_due,
    lastDrill: value.last_drill?.date,
    drillType: value.last_drill?.type,
    drillResult: value.last_drill?.result,
    drillIntervalDays: value.drill_interval_days,
    readiness: readinessFacts(document),
    commitments: document.commitments ?? [],
    references: [
      ...reference(value.related_policy, '/related_policy'),
      ...references(value.related_runbooks, '/related_runbooks'),
      ...references(value.updated_after, '/updated_after'),
    ],
  };
}
