import type { DeepPartial, Waiver } from '../documents.ts';
import { daysBetween, isDate } from '../time.ts';
import type { Document, DocumentRef } from '../types.ts';
import { personName, samePerson } from './person.ts';

/** Where a waiver holds; a list that is absent sets no bounds, one that is there has to match. */
export interface WaiverScope {
  readonly paths: readonly string[] | undefined;
  readonly records: readonly string[] | undefined;
  readonly systems: readonly string[] | undefined;
}

export interface WaiverFacts {
  readonly kind: 'waiver';
  readonly ref: DocumentRef;
  readonly id: string | undefined;
  readonly ruleIds: readonly string[];
  /** `section` or `section/layer`. */
  readonly requirements: readonly string[];
  readonly scope: WaiverScope;
  readonly reason: string | undefined;
  readonly approvedBy: string | undefined;
  readonly state: string | undefined;
  readonly grantedOn: string | undefined;
  /** The last day on which it holds, renewals counted; undefined where a date is malformed: then it has lapsed. */
  readonly endsOn: string | undefined;
  readonly isRenewed: boolean;
  /** Says all it has to, names bounds, and somebody else than the requester approved it and each renewal. */
  readonly isSound: boolean;
}

export function waiverFacts({ kind, path, index, base, value }: Document<DeepPartial<Waiver>>): WaiverFacts {
  const { rule_ids = [], requirements = [], renewals = [], scope = {} } = value;
  const texts = (list: readonly (string | undefined)[] | undefined) => list?.filter((text) => text !== undefined);
  const ends = [value.expires_at, ...renewals.map((renewal) => renewal.expires_at)];
  return {
    kind: 'waiver',
    ref: { kind, path, index, base },
    id: value.id,
    ruleIds: rule_ids,
    requirements,
    scope: { paths: texts(scope.paths), records: texts(scope.records), systems: texts(scope.systems) },
    reason: value.reason,
    approvedBy: personName(value.approved_by),
    state: value.state,
    grantedOn: value.granted_at,
    endsOn: ends.every((end) => end !== undefined && isDate(end)) ? ends.sort().at(-1) : undefined,
    isRenewed: renewals.length > 0,
    isSound: saysAll(value) && isBounded(value) && !isSelfApproved(value),
  };
}

function saysAll(value: DeepPartial<Waiver>): boolean {
  const { id, reason, risk_statement, requested_by, approved_by, granted_at, rule_ids = [], requirements = [] } = value;
  const told = [id, reason, risk_statement, requested_by, approved_by, granted_at];
  return told.every((one) => one !== undefined) && rule_ids.length + requirements.length > 0;
}

function isSelfApproved({ requested_by, approved_by, renewals = [] }: DeepPartial<Waiver>): boolean {
  return [approved_by, ...renewals.map((renewal) => renewal.approved_by)].some((by) => samePerson(requested_by, by));
}

function isBounded({ rule_ids = [], scope = {} }: DeepPartial<Waiver>): boolean {
  const lists = [scope.records, scope.systems, scope.paths].filter((list) => list !== undefined);
  const isNamed = (list: readonly string[]) => list.length > 0 && !list.some(isWildcard);
  return !rule_ids.some(isWildcard) && lists.some(isNamed);
}

/** Only dots, slashes and stars: nothing is named. */
export function isWildcard(text: string): boolean {
  return text.includes('*') && !/[^*./]/.test(text);
}

/** Whether a waiver may hold that long: so many days from its grant; one that was renewed, so many days from today. */
export function isTooLong(
  { grantedOn, endsOn, isRenewed }: WaiverFacts,
  limit: { days: number; today: string },
): boolean {
  const from = isRenewed ? limit.today : grantedOn;
  return from === undefined || endsOn === undefined || daysBetween(from, endsOn) > limit.days;
}

/** Approved, as far as its state says; one that was withdrawn, or whose end is on record, is history. */
export function isOpen({ state }: WaiverFacts): boolean {
  return state === undefined || state === 'approved';
}
