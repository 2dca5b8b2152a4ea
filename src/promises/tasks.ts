import { hasCapaReached, isCapaRunning } from '../facts/capa-states.ts';
import { hasReached, isBefore } from '../facts/incident-states.ts';
import type { CapaFacts, IncidentFacts } from '../facts/index.ts';

/** Times that a clock may start with or end at, as written in a record. */
export type TimeName = keyof IncidentFacts['times'] | 'aware' | 'opened' | 'approved' | 'implemented';
/** A time of a record, as written there. */
export type Times = (name: TimeName) => string | undefined;

/** A thing that a record has to get done in a promised time. */
export interface Task<R> {
  /** Whether it is asked of this record at all. */
  readonly isAsked: (record: R) => boolean;
  /** When it was done, as written. */
  readonly done: (record: R) => string | undefined;
  /** Whether the record says that it is still to be done. Where neither, nobody can tell. */
  readonly isPending: (record: R) => boolean;
  /** A later date that the record agreed on, as written: it counts where it is later than what was promised. */
  readonly agreed?: (record: R) => string | undefined;
  /** What its clock starts with where the promise does not say: the first of them that the record has. */
  readonly starts: readonly TimeName[];
}

export type IncidentTask = 'triage' | 'containment' | 'root-cause' | 'incident-review';
export type CapaTask = 'capa-plan' | 'capa-due' | 'effectiveness';

/** Rejected, duplicate and merged ones are on no way, and an exercise runs by its own clock. */
const isReal = ({ state, eventKind }: IncidentFacts) => hasReached(state, 'reported') && eventKind !== 'drill';

/** What did no harm has nothing to contain, and is reviewed with others. */
const HARMLESS = new Set(['near-miss', 'hazard']);
export const isHarmful = (incident: IncidentFacts) => isReal(incident) && !HARMLESS.has(incident.eventKind ?? '');

export const INCIDENT_TASKS: Readonly<Record<IncidentTask, Task<IncidentFacts>>> = {
  triage: {
    isAsked: isReal,
    done: ({ times }) => times.triaged,
    isPending: ({ state }) => isBefore(state, 'triaged'),
    starts: ['detected'],
  },
  containment: {
    isAsked: (incident) => isHarmful(incident) && !incident.isContainmentWaived,
    done: ({ times }) => times.contained,
    isPending: ({ state }) => isBefore(state, 'contained'),
    starts: ['detected'],
  },
  'root-cause': {
    isAsked: isReal,
    done: ({ times, hasRootCause }) => (hasRootCause ? times.investigated : undefined),
    // A reopened incident is investigated anew, by a clock of its own.
    isPending: ({ state }) => isBefore(state, 'remediating') && state !== 'reopened',
    starts: ['detected'],
  },
  'incident-review': {
    isAsked: isHarmful,
    done: ({ times }) => times.reviewed,
    isPending: () => true,
    starts: ['restored', 'closed'],
  },
};

const isTaken = ({ state }: CapaFacts) => hasCapaReached(state, 'open');

export const CAPA_TASKS: Readonly<Record<CapaTask, Task<CapaFacts>>> = {
  'capa-plan': {
    isAsked: isTaken,
    done: ({ approvedAt }) => approvedAt,
    isPending: ({ state }) => !hasCapaReached(state, 'plan-approved'),
    starts: ['opened'],
  },
  'capa-due': {
    isAsked: isTaken,
    done: ({ implementedAt }) => implementedAt,
    isPending: ({ state }) => isCapaRunning(state),
    agreed: ({ extendedTo }) => extendedTo,
    starts: ['opened'],
  },
  effectiveness: {
    isAsked: ({ state }) => hasCapaReached(state, 'implemented'),
    done: ({ effectiveness }) => effectiveness.performedAt,
    isPending: ({ state }) => !hasCapaReached(state, 'closed'),
    agreed: ({ effectiveness }) => effectiveness.plannedAt,
    starts: ['implemented'],
  },
};

/** The times meant by the words that a clock starts with, best first. */
export const STARTS: Readonly<Record<string, readonly TimeName[]>> = {
  awareness: ['aware', 'detected'],
  detection: ['detected'],
  report: ['reported'],
  declaration: ['opened', 'triaged'],
  triage: ['triaged'],
  confirmation: ['triaged'],
  containment: ['contained'],
  'root-cause': ['investigated'],
  approval: ['approved'],
  implementation: ['implemented'],
  resolution: ['restored', 'closed'],
  closure: ['closed'],
};

export const TIME_NAMES: Readonly<Record<TimeName, string>> = {
  occurred: 'occurrence',
  aware: 'awareness',
  reported: 'the report',
  detected: 'detection',
  triaged: 'triage',
  contained: 'containment',
  investigated: 'the end of the investigation',
  restored: 'restoration',
  closed: 'closure',
  reviewed: 'the review',
  opened: 'its opening',
  approved: 'approval of the plan',
  implemented: 'implementation',
};
