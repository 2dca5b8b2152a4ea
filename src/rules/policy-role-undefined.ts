import { defineDocumentRule } from './define-rule.ts';

/** With fewer roles than this the document has no list of roles to hold its text against. */
const LIST = 2;

const words = (name: string): string =>
  ` ${name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

export default defineDocumentRule({
  id: 'policy-role-undefined',
  section: null,
  layer: 'design',
  severity: 'warning',
  references: ['5.3', 'A.3.2'],
  summary: 'A policy gives a task to a role that its own list of roles does not name.',
  rationale:
    'A task given to a role that nobody holds is done by nobody: at three in the morning the one on call looks for the role in the list and does not find it.',
  fix: 'Add the role to the list of roles with its holder, or name one that is there.',
  kinds: ['policy'],
  check({ value: { reading } }) {
    if (!reading || reading.roles.length < LIST) return [];
    const defined = reading.roles.map(({ text }) => words(text));
    const isDefined = (name: string) => defined.some((role) => role.includes(name) || name.includes(role));
    return reading.role_mentions
      .filter(({ text }) => !isDefined(words(text)))
      .map(({ text, line }) => ({
        place: { line },
        message: `Unexpected role "${text}", which the list of roles does not name`,
      }));
  },
});
