import type { DeepPartial, Runbook } from '../documents.ts';
import { isRecord } from '../text/is-record.ts';
import type { Document, Link } from '../types.ts';
import type { Reference } from './reference.ts';

/** Whether a runbook can be followed tonight: who is there, and what it leads to. */
export interface ReadinessFacts {
  readonly categories: readonly string[];
  /** The team or person that keeps it, and who stands in. */
  readonly owners: readonly Reference[];
  readonly contacts: readonly {
    readonly role: string | undefined;
    readonly primary: string | undefined;
    readonly backup: string | undefined;
    readonly pointer: string;
  }[];
  readonly drillFollowUp: string | undefined;
  readonly links: readonly Link[];
}

export function readinessFacts({ value, body }: Document<DeepPartial<Runbook>>): ReadinessFacts {
  return {
    categories: value.categories ?? [],
    owners: ownersOf(value.owner),
    contacts: (value.escalation_contacts ?? []).map(({ role, primary, backup }, i) => ({
      role,
      primary,
      backup,
      pointer: `/escalation_contacts/${i}`,
    })),
    drillFollowUp: value.last_drill?.follow_up_ref,
    links: body?.links ?? [],
  };
}

function ownersOf(owner: unknown): Reference[] {
  if (typeof owner === 'string') return [{ id: owner, pointer: '/owner' }];
  if (!isRecord(owner)) return [];
  return ['team', 'backup'].flatMap((key) => {
    const id = owner[key];
    return typeof id === 'string' ? [{ id, pointer: `/owner/${key}` }] : [];
  });
}
