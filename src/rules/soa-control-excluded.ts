import { defineWorkspaceRule } from './define-rule.ts';

export default defineWorkspaceRule({
  id: 'soa-control-excluded',
  section: null,
  layer: null,
  severity: 'notice',
  references: ['6.1.3'],
  summary: 'A record names a control that the statement of applicability excludes.',
  rationale:
    'A control that incidents are traced to is one that is needed: either the record or the exclusion is wrong.',
  fix: 'Name the control that applies, or take it out of excluded_controls and out of the exclusions of the statement.',
  *check({ profiles, incidents, capas }) {
    const excluded = new Set(profiles.flatMap(({ organisation }) => organisation.excludedControls.map(plain)));
    if (excluded.size === 0) return;
    for (const { ref, requirements } of [...incidents, ...capas]) {
      for (const { id, pointer } of requirements.filter((one) => excluded.has(plain(one.id)))) {
        yield { document: ref, place: { pointer }, message: `${id} is excluded by the statement of applicability` };
      }
    }
  },
});

const plain = (control: string): string => control.trim().toUpperCase();
