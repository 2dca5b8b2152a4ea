import picomatch from 'picomatch';
import type { Workspace } from '../facts/index.ts';
import { isOpen, isTooLong, type WaiverFacts } from '../facts/waiver.ts';
import type { Zone } from '../time.ts';
import { type Concerned, concernedBy } from './concerned.ts';
import type { Draft } from './draft.ts';
import type { RuleSet } from './rule-set.ts';

export interface WaiverQuestion {
  readonly workspace: Workspace;
  readonly rules: RuleSet;
  readonly asOf: number;
  readonly zone: Zone;
  /** The waivers of a file as they stand on the base of a change; undefined where the file is the same there. */
  readonly onBase: (path: string) => readonly WaiverFacts[] | undefined;
}

export interface Waiving {
  readonly drafts: readonly Draft[];
  /** In force and covers nothing. */
  readonly unused: readonly WaiverFacts[];
  /** Would cover something if it were on the base. */
  readonly held: readonly WaiverFacts[];
}

/** What is said of the exceptions themselves is never excepted. */
export const CANNOT_BE_WAIVED = /^(?:waiver|suppression|baseline|exception)-|^base-unknown$/;

/** Marks what a waiver in force covers. On a change a waiver counts only as far as it does on the base as well. */
export function applyWaivers(drafts: readonly Draft[], question: WaiverQuestion): Waiving {
  const waivers = (question.workspace.waivers ?? []).filter((waiver) => isInForce(waiver, question)).map(toMatcher);
  if (waivers.length === 0) return { drafts, unused: [], held: [] };
  const concerned = concernedBy(question.workspace);
  const used = new Set<WaiverFacts>();
  const held = new Set<WaiverFacts>();
  const marked = drafts.map((draft) => {
    const covering = CANNOT_BE_WAIVED.test(draft.rule)
      ? []
      : waivers.filter(({ covers }) => covers(draft, concerned(draft), question.rules));
    for (const { waiver } of covering) used.add(waiver);
    const counting = covering.find(({ waiver }) =>
      standsOnBase(waiver, { draft, concerned: concerned(draft) }, question),
    );
    if (counting) return { ...draft, waived: termsOf(counting.waiver) };
    for (const { waiver } of covering) held.add(waiver);
    return draft;
  });
  return {
    drafts: marked,
    unused: waivers.map(({ waiver }) => waiver).filter((waiver) => !used.has(waiver)),
    held: [...held],
  };
}

/** Sound, approved, begun and not lapsed; what has a malformed date has lapsed. */
function isInForce(waiver: WaiverFacts, { asOf, zone, rules }: WaiverQuestion): boolean {
  const today = zone.dateOf(asOf);
  const { grantedOn, endsOn, isSound } = waiver;
  const days = Number(rules.options('waiver-invalid').max_days);
  const isNow = grantedOn !== undefined && endsOn !== undefined && grantedOn <= today && today <= endsOn;
  return isSound && isOpen(waiver) && isNow && !isTooLong(waiver, { days, today });
}

const termsOf = ({ id, ref, endsOn = '', reason = '' }: WaiverFacts) =>
  ({ kind: 'waiver', by: id ?? ref.path, until: endsOn, reason }) as const;

interface Matcher {
  readonly waiver: WaiverFacts;
  readonly covers: (draft: Draft, concerned: Concerned, rules: RuleSet) => boolean;
}

function toMatcher(waiver: WaiverFacts): Matcher {
  const { ruleIds, requirements, scope } = waiver;
  const [ids, named] = [new Set(ruleIds), new Set(requirements)];
  const isPath = scope.paths && picomatch([...scope.paths], { dot: true });
  const meets = (list: readonly string[] | undefined, own: readonly string[]) =>
    list === undefined || own.some((one) => list.includes(one));
  const covers: Matcher['covers'] = (draft, { records, systems }, rules) => {
    const { section: general, layer } = rules.get(draft.rule);
    const section = draft.section ?? general ?? '';
    const isMeant = ids.has(draft.rule) || named.has(section) || named.has(`${section}/${layer}`);
    if (!isMeant || isPath?.(draft.document.path) === false) return false;
    return meets(scope.records, records) && meets(scope.systems, systems);
  };
  return { waiver, covers };
}

interface Covered {
  readonly draft: Draft;
  readonly concerned: Concerned;
}

/** Whether the base has the waiver, in force there too and covering the same. */
function standsOnBase(waiver: WaiverFacts, { draft, concerned }: Covered, question: WaiverQuestion): boolean {
  const onBase = question.onBase(waiver.ref.path);
  if (onBase === undefined) return true;
  return onBase.some(
    (one) =>
      one.id === waiver.id && isInForce(one, question) && toMatcher(one).covers(draft, concerned, question.rules),
  );
}
