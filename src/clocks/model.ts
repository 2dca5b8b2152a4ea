import type { IncidentFacts, OrganisationFacts } from '../facts/index.ts';
import type { Clocks } from '../generated/types/clocks.ts';
import type { Zone } from '../time.ts';

/** A row of policies/notification-clocks.yml. */
export type Row = Clocks['clocks'][number];
export type ClockStart = Row['clock_start'];
export type Confidence = Row['confidence'];

/** A length of time as the data writes it. */
export interface Period {
  readonly duration: number;
  readonly unit: NonNullable<Row['unit']>;
}

/** How much a row can be relied on: K gives `unverified`, U `unsettled`. */
export type Certainty = 'verified' | 'unverified' | 'unsettled';

/**
 * Where one report stands. `running`: due later; `waiting`: what it is counted from has not happened; `no-number`: the
 * text only says without delay; `pending`, `unassessed`: nobody has decided; `voluntary`: no duty (yet), never missed;
 * `replaced`: a stricter duty of the same group started.
 */
export type Standing =
  | 'sent'
  | 'sent-late'
  | 'running'
  | 'missed'
  | 'waiting'
  | 'no-number'
  | 'pending'
  | 'unassessed'
  | 'not-required'
  | 'voluntary'
  | 'replaced';

export type Verdict = 'required' | 'not-required' | 'pending' | 'voluntary' | 'unassessed' | 'replaced';

/** One report of one regime for one incident. Instants are milliseconds since the epoch. */
export interface NotificationClock {
  readonly regime: string;
  readonly group: string;
  readonly stage: string;
  /** Counted from an earlier report, the resolution or a measure. */
  readonly isFollowUp: boolean;
  /** Instrument and article. */
  readonly citation: string;
  readonly recipient: string | null;
  readonly certainty: Certainty;
  /** What the record, or its facts, decide. */
  readonly verdict: Verdict;
  readonly standing: Standing;
  /** Why it starts, or does not, in the words of the record. */
  readonly why: readonly string[];
  /** From when it is counted, and the field of the record that says so. */
  readonly start: { readonly at: number; readonly field: string } | undefined;
  readonly due: Due | undefined;
  readonly sentAt: number | undefined;
  readonly hasLateReason: boolean;
  /** Before the regime applies: its first day. */
  readonly appliesFrom: string | undefined;
  /** Place in the record: the report, else the assessment, else the list of assessments. */
  readonly pointer: string;
}

export interface Due {
  readonly at: number;
  /** "15 calendar days from awareness" */
  readonly words: string;
  /** Milliseconds from the start of the clock. */
  readonly length: number;
  /** When it may end under the regime's rule of periods, where that is later: a note, never counted on. */
  readonly relaxedTo: number | undefined;
}

/** What a reading of the clocks needs beside the incident. */
export interface ClockContext {
  readonly asOf: number;
  readonly zone: Zone;
  /** Of the profile; without one only what the record names is looked at. */
  readonly organisation: OrganisationFacts | undefined;
}

export type Incident = IncidentFacts;
