import type { DeepPartial, Incident } from '../documents.ts';
import { each } from './each.ts';
import { personName } from './person.ts';
import { type Reference, references } from './reference.ts';

/** What the record says of one regime: decided how, and which reports went out. Times as written. */
export interface Reportability {
  readonly regime: string;
  readonly decision: string | undefined;
  readonly rationale: string | undefined;
  readonly hasAssessor: boolean;
  readonly assessedAt: string | undefined;
  readonly determinedAt: string | undefined;
  readonly paidAt: string | undefined;
  readonly measureAvailableAt: string | undefined;
  readonly conditions: readonly string[];
  readonly stages: readonly {
    readonly stage: string;
    readonly sentAt: string | undefined;
    readonly hasLateReason: boolean;
    readonly pointer: string;
  }[];
  readonly pointer: string;
}

/** What duties to notify depend on. */
export interface NoticeFacts {
  readonly awareAt: string | undefined;
  readonly hasAwarenessBasis: boolean;
  readonly limb: string | undefined;
  readonly harmTypes: readonly string[];
  readonly deaths: number | undefined;
  readonly imminentRisk: boolean;
  readonly widespreadInfringement: boolean;
  readonly personalData: string | undefined;
  readonly subcategory: string | undefined;
  readonly affectedCount: number | undefined;
  readonly jurisdictions: readonly Reference[];
  readonly reportability: readonly Reportability[];
  /** Who sent or approved notices. */
  readonly senders: readonly { readonly name: string; readonly pointer: string }[];
  /** Containment that alters the system, with its time as written. */
  readonly alterations: readonly { readonly type: string; readonly at: string | undefined; readonly pointer: string }[];
  /** When snapshots of a model were kept as evidence. */
  readonly snapshots: readonly string[];
}

/** What restores or replaces a model destroys the state that a cause is evaluated on; to contain it does not. */
const ALTERING = new Set(['model-rollback']);

export function noticeFacts({ awareness, impact, ...value }: DeepPartial<Incident>): NoticeFacts {
  return {
    awareAt: awareness?.at,
    hasAwarenessBasis: awareness?.basis !== undefined,
    limb: value.art73_class,
    harmTypes: impact?.harm_types ?? [],
    deaths: impact?.deaths,
    imminentRisk: impact?.imminent_risk === true,
    widespreadInfringement: impact?.widespread_infringement === true,
    personalData: impact?.personal_data,
    subcategory: value.subcategory,
    affectedCount: impact?.affected_count,
    jurisdictions: references(impact?.jurisdictions, '/impact/jurisdictions'),
    senders: each(value.notifications, (notice, i) => sendersOf(notice, `/notifications/${i}`)).flat(),
    alterations: each(value.containment?.actions, ({ type = '', at }, i) =>
      ALTERING.has(type) ? { type, at, pointer: `/containment/actions/${i}` } : undefined,
    ),
    snapshots: each(value.evidence, ({ type, collected_at: at = '' }) => (type === 'model-snapshot' ? at : undefined)),
    reportability: each(value.reportability, (entry, i) => reportability(entry, `/reportability/${i}`)),
  };
}

type Notice = NonNullable<DeepPartial<Incident>['notifications']>[number];

function sendersOf(notice: Notice, pointer: string): readonly { readonly name: string; readonly pointer: string }[] {
  return each(SENDING, (key) => {
    const name = personName(notice[key]);
    return name === undefined ? undefined : { name, pointer: `${pointer}/${key}` };
  });
}

const SENDING = ['by', 'approved_by'] as const;

type Entry = NonNullable<DeepPartial<Incident>['reportability']>[number];

function reportability(entry: Entry, pointer: string): Reportability | undefined {
  if (entry.regime_id === undefined) return undefined;
  return {
    regime: entry.regime_id,
    decision: entry.decision,
    rationale: entry.rationale?.trim() || undefined,
    hasAssessor: entry.assessed_by !== undefined,
    assessedAt: entry.assessed_at,
    determinedAt: entry.determined_at,
    paidAt: entry.paid_at,
    measureAvailableAt: entry.measure_available_at,
    conditions: entry.conditions ?? [],
    stages: each(entry.stages, ({ stage, sent_at: sentAt, late_reason: reason = '' }, i) =>
      stage === undefined
        ? undefined
        : { stage, sentAt, hasLateReason: reason.trim() !== '', pointer: `${pointer}/stages/${i}` },
    ),
    pointer,
  };
}
