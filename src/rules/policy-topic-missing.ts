import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'policy-topic-missing',
  section: null,
  layer: 'design',
  severity: 'warning',
  references: ['10.2', '8.1', '7.5.2'],
  summary: 'A section of a policy is there but does not speak of one of its topics.',
  rationale:
    'A heading alone commits to nothing: where the section leaves a topic out, people decide it differently each time and an auditor finds the gap by asking.',
  fix: 'Say in the section what is done about the topic, by whom and when; naming another document does not settle it.',
});
