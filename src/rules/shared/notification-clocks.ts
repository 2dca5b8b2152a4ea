import { type NotificationClock, notificationClocks } from '../../clocks/index.ts';
import type { IncidentFacts, Workspace } from '../../facts/index.ts';
import { DAY, formatDuration, type Zone } from '../../time.ts';
import type { Place, Severity, WorkspaceReport } from '../../types.ts';

export interface Read {
  readonly incident: IncidentFacts;
  readonly clocks: readonly NotificationClock[];
}

interface Now {
  readonly asOf: number;
  readonly zone: Zone;
}

const known = new WeakMap<Workspace, { readonly now: Now; readonly read: readonly Read[] }>();

/** The clocks of every incident that has some; several rules ask, and get the same answer without asking twice. */
export function readClocks(workspace: Workspace, { asOf, zone }: Now): readonly Read[] {
  const before = known.get(workspace);
  if (before?.now.asOf === asOf && before.now.zone === zone) return before.read;
  const organisation = workspace.profiles[0]?.organisation;
  const read = workspace.incidents
    .map((incident) => ({ incident, clocks: notificationClocks(incident, { asOf, zone, organisation }) }))
    .filter(({ clocks }) => clocks.length > 0);
  known.set(workspace, { now: { asOf, zone }, read });
  return read;
}

/** What is not sure gives notices only. */
export function ceilingOf({ certainty }: NotificationClock): { atMost?: Severity } {
  return certainty === 'verified' ? {} : { atMost: 'notice' };
}

/** The place of a report in a record: its own entry where it has one, told apart by regime and stage. */
export function placeOf({ pointer, regime, stage }: NotificationClock): Place {
  return { pointer: `${pointer}/${regime}/${stage}`, on: 'key' };
}

/** "eu-gdpr-33 initial (unverified)" */
export function sayClock({ regime, stage, certainty }: NotificationClock): string {
  return `${regime} ${stage}${certainty === 'verified' ? '' : ` (${certainty})`}`;
}

/** Said where a deadline comes near: less than a quarter of its time is left, or less than a day. */
export function isNear({ due }: NotificationClock, asOf: number): boolean {
  return due !== undefined && asOf <= due.at && due.at - asOf < Math.max(due.length / 4, DAY);
}

/** What rules say of one clock. */
export function reportOn(incident: IncidentFacts, clock: NotificationClock, message: string): WorkspaceReport {
  return { document: incident.ref, place: placeOf(clock), message, ...ceilingOf(clock) };
}

/** What is late about a report; undefined where nothing is. */
export function sayMissed(clock: NotificationClock, asOf: number, zone: Zone): string | undefined {
  const { standing, due, sentAt, hasLateReason, citation } = clock;
  if (!due) return undefined;
  const counted = `${due.words}, due ${zone.dateOf(due.at)}; ${citation}`;
  if (standing === 'missed') return `${sayClock(clock)} is not sent, ${formatDuration(asOf - due.at)} late: ${counted}`;
  if (standing !== 'sent-late' || hasLateReason || sentAt === undefined) return undefined;
  return `${sayClock(clock)} was sent ${formatDuration(sentAt - due.at)} late without late_reason: ${counted}`;
}
