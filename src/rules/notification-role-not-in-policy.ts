import type { OrganisationFacts, PolicyFacts } from '../facts/index.ts';
import { defineWorkspaceRule } from './define-rule.ts';

export default defineWorkspaceRule({
  id: 'notification-role-not-in-policy',
  section: 'stakeholder-notification',
  layer: 'operation',
  severity: 'warning',
  references: ['A.8.4', '5.3'],
  summary: 'A notice was sent or approved by somebody whom no notification table of the policy authorises.',
  rationale:
    'Who may speak for the organisation in an incident is decided beforehand; a notice by anybody else may have to be taken back.',
  fix: 'Have an authorised role send or approve it; or add the role to the table of the policy, and its holder to the profile.',
  *check({ incidents, policies, profiles }) {
    const tables = policies.filter(({ status }) => !RETIRED.test(status ?? '')).flatMap(authorities);
    const [first] = tables;
    if (!first) return;
    const authorised = tables.map(({ who }) => fold(who));
    const organisation = profiles[0]?.organisation;
    for (const { ref, notices } of incidents) {
      for (const { name, pointer } of notices.senders) {
        const names = namesOf(name, organisation).map(fold);
        if (names.some((one) => authorised.some((text) => text.includes(one)))) continue;
        yield {
          document: ref,
          place: { pointer },
          message: `${name} is not among those whom the policy authorises to send or approve notices`,
          related: [{ document: first.ref, place: { line: first.line }, message: `The policy names ${first.who}` }],
        };
      }
    }
  },
});

const RETIRED = /^(?:draft|retired|superseded|withdrawn)$/i;

const authorities = ({ ref, noticeAuthorities }: PolicyFacts) => noticeAuthorities.map((one) => ({ ref, ...one }));

/** A person is authorised by name, or by a role that the profile says he holds or stands in for. */
function namesOf(name: string, organisation: OrganisationFacts | undefined): string[] {
  const held = (organisation?.roles ?? []).filter(({ id, holder, backup }) => [id, holder, backup].includes(name));
  return [name, ...held.flatMap(({ id, title }) => [id, ...(title === undefined ? [] : [title])])];
}

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
