import type { RunbookFacts } from '../facts/index.ts';
import { nameKey } from '../facts/surroundings.ts';
import { count } from '../text/plural.ts';
import type { WorkspaceReport } from '../types.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { knownNames } from './shared/known-names.ts';

interface Options {
  readonly least: number;
}

type Contact = RunbookFacts['readiness']['contacts'][number];

const HANDLE = /^@?[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*$/i;

export default defineWorkspaceRule<Options>({
  id: 'runbook-contact-stale',
  section: 'stakeholder-notification',
  layer: 'implementation',
  severity: 'warning',
  references: ['7.4'],
  summary: 'A runbook has too few contacts, one without a backup, or one that the profile does not know any more.',
  rationale:
    'At night one of two people does not answer; a runbook whose only number belongs to somebody who left ends there.',
  fix: 'Name at least two contacts, each with role, primary and backup as the profile lists them.',
  options: {
    least: {
      title: 'Least contacts',
      description: 'Contacts that a runbook names.',
      type: 'integer',
      minimum: 1,
      maximum: 10,
    },
  },
  defaults: { least: 2 },
  check(workspace, { options }) {
    const listsHolders = workspace.profiles.some(({ organisation }) =>
      organisation.roles.some(({ holder }) => holder !== undefined),
    );
    const known = listsHolders ? knownNames(workspace) : new Set<string>();
    const vacant = new Set(
      workspace.profiles.flatMap(({ organisation }) =>
        organisation.roles.flatMap(({ id, holder }) => (holder === undefined ? [nameKey(id)] : [])),
      ),
    );
    return workspace.runbooks
      .filter(({ status }) => status !== 'retired')
      .flatMap(({ ref, readiness: { contacts } }) => {
        const say = (message: string, pointer: string, on: 'key' | 'value'): WorkspaceReport => ({
          document: ref,
          place: { pointer, on },
          message,
        });
        const few = `Only ${count(contacts.length, 'escalation contact')}, expected at least ${options.least}`;
        return [
          ...(contacts.length > 0 && contacts.length < options.least ? [say(few, '/escalation_contacts', 'key')] : []),
          ...contacts.flatMap((contact) =>
            defects(contact, known, vacant).map(([message, key, on]) => say(message, `${contact.pointer}/${key}`, on)),
          ),
        ];
      });
  },
});

type Defect = readonly [message: string, key: string, on: 'key' | 'value'];

function defects(
  { role, primary, backup }: Contact,
  known: ReadonlySet<string>,
  vacant: ReadonlySet<string>,
): Defect[] {
  const found: Defect[] = [];
  const who = role ?? primary;
  if (backup === undefined && who !== undefined) found.push([`Missing backup of contact ${who}`, 'backup', 'key']);
  if (role !== undefined && vacant.has(nameKey(role)))
    found.push([`Role ${role} has no holder in the profile`, 'role', 'value']);
  for (const [key, name] of [
    ['primary', primary],
    ['backup', backup],
  ] as const) {
    if (name === undefined || known.size === 0 || !HANDLE.test(name) || known.has(nameKey(name))) continue;
    found.push([`Unexpected ${key} ${JSON.stringify(name)}, whom neither profile nor CODEOWNERS knows`, key, 'value']);
  }
  return found;
}
