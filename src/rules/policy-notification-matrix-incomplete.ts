import { rowsNamed } from '../clocks/index.ts';
import { hasNames } from '../facts/laws-named.ts';
import { defineWorkspaceRule } from './define-rule.ts';

export default defineWorkspaceRule({
  id: 'policy-notification-matrix-incomplete',
  section: 'stakeholder-notification',
  layer: 'design',
  severity: 'warning',
  references: ['A.8.3', 'A.8.4'],
  summary: 'A law or code with a duty to notify that the profile marks as applicable is named by no policy.',
  rationale:
    'In the hours after an incident people read the policy and not the profile: a regime that it does not name is forgotten.',
  fix: 'Name the regime where the policy says who is notified, with the recipient and the time, or mark it as not applicable in the profile with a rationale.',
  check({ profiles, policies }) {
    const [profile] = profiles;
    const policy = policies.find(({ notificationLine }) => notificationLine !== undefined);
    if (!profile || policy?.notificationLine === undefined) return undefined;
    const named = new Set(policies.flatMap(({ laws }) => laws));
    const regimes = profile.organisation.regimes.filter(({ isApplicable }) => isApplicable);
    const missing = new Map<string, string>();
    for (const { id } of regimes) {
      const instrument = rowsNamed(id)[0]?.instrument;
      if (instrument && hasNames(instrument) && !named.has(instrument) && !missing.has(instrument))
        missing.set(instrument, id);
    }
    const { ref, notificationLine: line } = policy;
    return [...missing].map(([instrument, id]) => ({
      document: ref,
      place: { line },
      message: `Missing ${instrument}: the profile marks ${id} as applicable, and no policy names it`,
      related: [{ document: profile.ref, place: { pointer: pointerOf(id) }, message: 'Marked as applicable here' }],
    }));

    function pointerOf(id: string): string {
      return regimes.find((regime) => regime.id === id)?.pointer ?? '/regimes';
    }
  },
});
