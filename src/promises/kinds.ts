/** What can be promised a time: the kinds of commitment that are recognised in documents and configured. */
export const PROMISE_KINDS = [
  'triage',
  'containment',
  'root-cause',
  'incident-review',
  'capa-plan',
  'capa-due',
  'effectiveness',
  'notification',
  'drill',
  'policy-review',
  'retention',
] as const;
export type PromiseKind = (typeof PROMISE_KINDS)[number];

const KINDS: ReadonlySet<string> = new Set(PROMISE_KINDS);

export function isPromiseKind(kind: string): kind is PromiseKind {
  return KINDS.has(kind);
}

/** What is promised, as a finding names it. */
export const PROMISE_NAMES: Readonly<Record<PromiseKind, string>> = {
  triage: 'triage',
  containment: 'containment',
  'root-cause': 'the root cause',
  'incident-review': 'the post-incident review',
  'capa-plan': 'the CAPA plan',
  'capa-due': 'the CAPA',
  effectiveness: 'the effectiveness check',
  notification: 'notification',
  drill: 'a drill',
  'policy-review': 'the policy review',
  retention: 'retention',
};
