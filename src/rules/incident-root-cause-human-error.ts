import { defineDocumentRule } from './define-rule.ts';
import { blamesPersonOnly } from './shared/human-error.ts';

export default defineDocumentRule({
  id: 'incident-root-cause-human-error',
  section: 'investigation-and-root-cause',
  layer: 'operation',
  severity: 'warning',
  references: ['10.2'],
  summary: 'The only root cause given is the error of a person.',
  rationale:
    'People err everywhere; an analysis that stops there leaves the system that let one error through as it was, and auditors write that up.',
  fix: 'State what allowed the error or failed to catch it: a missing check, an unclear procedure, an interface, a default.',
  kinds: ['incident'],
  *check({ value }) {
    const causes = (value.investigation?.root_causes ?? []).map(({ statement }) => statement ?? '');
    // One cause that goes deeper is enough: then the person is part of the story only.
    if (causes.length === 0 || !causes.every(blamesPersonOnly)) return;
    yield {
      place: { pointer: '/investigation/root_causes/0/statement' },
      message: 'Unexpected human error as the only root cause, expected what allowed it or failed to catch it',
    };
  },
});
