import type { Capa, DeepPartial, Incident } from '../documents.ts';
import { isRecord } from '../text/is-record.ts';
import { each } from './each.ts';
import { personName } from './person.ts';

/** Something with a date that is not done: an action, or an input to the management system. */
export interface Task {
  /** Its id or what it changes. */
  readonly name: string;
  readonly owner: string | undefined;
  readonly due: string;
  readonly pointer: string;
}

/** What is to be seen to after an incident. Times as written. */
export interface IncidentFollowUp {
  /** Latest time that the record notes of something done. */
  readonly lastNoted: string | undefined;
  readonly monitoringUntil: string | undefined;
  readonly hasManagementReview: boolean;
  readonly openInputs: readonly Task[];
  readonly notices: readonly {
    readonly audience: string;
    readonly sentAt: string | undefined;
    readonly pointer: string;
  }[];
}

export interface CapaFollowUp {
  readonly lastNoted: string | undefined;
  readonly closedAt: string | undefined;
  readonly openActions: readonly Task[];
}

const SETTLED = new Set(['done', 'cancelled', 'rejected']);

export function incidentFollowUp(value: DeepPartial<Incident>): IncidentFollowUp {
  const { review, recovery, notifications } = value;
  return {
    lastNoted: value.state === 'closed' ? undefined : lastNoted(value),
    monitoringUntil: recovery?.enhanced_monitoring_until,
    hasManagementReview: review?.management_review_ref !== undefined,
    openInputs: each(review?.aims_inputs, ({ type = 'input', due, owner, status }, i) =>
      due === undefined || type === 'none' || SETTLED.has(status ?? '')
        ? undefined
        : { name: type, due, owner: personName(owner), pointer: `/review/aims_inputs/${i}/due` },
    ),
    notices: each(notifications, ({ audience, sent_at: sentAt }, i) =>
      audience === undefined ? undefined : { audience, sentAt, pointer: `/notifications/${i}/sent_at` },
    ),
  };
}

export function capaFollowUp(value: DeepPartial<Capa>): CapaFollowUp {
  return {
    lastNoted: value.closure ? undefined : lastNoted(value),
    closedAt: value.closure?.closed_at,
    openActions: each(value.actions, ({ id, due_date: due, owner, status }, i) =>
      due === undefined || SETTLED.has(status ?? '')
        ? undefined
        : { name: id ?? String(i + 1), due, owner: personName(owner), pointer: `/actions/${i}/due_date` },
    ),
  };
}

/** Times of what is still to come. */
const PLANNED = new Set(['planned_at', 'due_at', 'deadline_at', 'expires_at', 'review_at']);

const isDoneAt = (key: string): boolean => (key === 'at' || key.endsWith('_at')) && !PLANNED.has(key);

/** The latest time under a key that says when something was done, wherever in the record. */
function lastNoted(value: unknown): string | undefined {
  let latest: string | undefined;
  let instant = Number.NEGATIVE_INFINITY;
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const item of node) visit(item);
    else if (isRecord(node)) {
      for (const key of Object.keys(node)) {
        const child = node[key];
        if (typeof child !== 'string') visit(child);
        else if (isDoneAt(key)) {
          const at = Date.parse(child);
          if (at > instant) [latest, instant] = [child, at];
        }
      }
    }
  };
  visit(value);
  return latest;
}
