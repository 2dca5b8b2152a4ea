import { defineDocumentRule } from './define-rule.ts';

export default defineDocumentRule({
  id: 'policy-metadata-conflict',
  section: null,
  layer: 'design',
  severity: 'warning',
  references: ['7.5.2', '7.5.3'],
  summary: 'Two places of a policy state a different owner, version, status, date or the like.',
  rationale:
    'Where the front matter says draft and the control block approved, nobody can tell which text is in force, and every later answer of the policy is open to doubt.',
  fix: 'State each value in one place, or the same in both.',
  kinds: ['policy'],
  check({ value }) {
    return value.reading?.disagreements.map(({ key, values }) => {
      const [first, ...others] = values;
      const told = others.map((other) => `${JSON.stringify(other.value)} in line ${other.line}`).join(', ');
      return {
        place: { line: first?.line ?? 1 },
        message: `Unexpected second ${key}: ${JSON.stringify(first?.value)} here, ${told}`,
      };
    });
  },
});
