import { stringify } from 'yaml';
import type { Profile } from '../documents.ts';
import { documentTemplates } from '../generated/runbook-template.ts';
import { requireAnswers } from '../profile/questions.ts';
import { templateContext } from './context.ts';
import { policyId } from './policy.ts';
import { renderTemplate } from './render.ts';

type System = NonNullable<Profile['ai_systems']>[number];

/** A generated runbook: the id of its AI system, its file name and its text. */
export interface GeneratedRunbook {
  readonly type: string;
  readonly file: string;
  readonly text: string;
}

/** Whom the runbook calls, in order: the tasks whose roles stand in the profile. */
const CALLED = ['incident_command', 'return_to_service', 'security', 'notification'] as const;

/**
 * The runbook of an AI system, from the profile: a draft with the steps of this organisation. What only people can say (its
 * approval, the last known good version, the last drill) is left to them.
 *
 * @param reviewDue date by which it is looked at again, `YYYY-MM-DD`
 * @throws UsageError naming every question that the profile leaves open
 */
export function generateRunbook(profile: Profile, system: System, reviewDue: string): GeneratedRunbook {
  requireAnswers(profile);
  const context = templateContext(profile);
  const live = (context.systems as { live: readonly System[] }).live.find(({ id }) => id === system.id);
  const body = renderTemplate(documentTemplates.runbook ?? '', {
    ...context,
    system: { ...live, fallback: system.fallback?.replace(/\.$/, '') },
    supplier: supplierOf(profile, system),
  });
  const front = stringify(frontMatter(profile, system, reviewDue), { lineWidth: 0 });
  return { type: runbookId(system), file: `${system.id}.md`, text: `---\n${front}---\n\n${body}` };
}

const runbookId = ({ id }: System): string => `RB-${id.toUpperCase()}-01`;

function frontMatter(profile: Profile, system: System, reviewDue: string): Readonly<Record<string, unknown>> {
  const { name } = system;
  const supplier = supplierOf(profile, system);
  return {
    schema_version: 1,
    id: runbookId(system),
    title: `${name} is wrong, unsafe or down`,
    owner: ownerOf(profile, system),
    version: '0.1',
    status: 'draft',
    review_due: reviewDue,
    classification: 'internal',
    ai_systems: [system.id],
    severity: profile.severity_scale ?? [],
    categories: ['model-failure', 'bias', 'adversarial-attacks', 'data-issues'],
    triggers: [
      `An alert of ${profile.tools?.monitoring} for ${name}`,
      `A run of ${profile.tools?.eval} below the figures of the version in use`,
      `A report of users, staff or a supplier about ${name}`,
    ],
    decision_authority: profile.responsibilities?.incident_command,
    escalation_contacts: contactsOf(profile),
    ...(supplier
      ? { vendor_contacts: [{ vendor: supplier.name, ...(supplier.contact ? { contact: supplier.contact } : {}) }] }
      : {}),
    related_policy: policyId('ai-incident-management'),
  };
}

/** The role that holds it answers for it; else whoever the profile names. */
function ownerOf({ roles = [] }: Profile, { owner }: System): unknown {
  const person = typeof owner === 'string' ? owner : (owner?.handle ?? owner?.role ?? owner?.email);
  const role = roles.find(({ holder }) => holder === person);
  return role?.backup === undefined ? person : { team: person, backup: role.backup };
}

function contactsOf({ responsibilities = {}, roles = [], tools = {} }: Profile) {
  const called = [...new Set(CALLED.map((task) => responsibilities[task]))];
  return called.flatMap((id) => {
    const role = roles.find((one) => one.id === id);
    return role ? [{ role: role.id, primary: role.holder, backup: role.backup, channel: tools.paging }] : [];
  });
}

function supplierOf({ suppliers = [] }: Profile, { vendor }: System) {
  if (vendor === undefined) return null;
  const known = suppliers.find(({ name }) => name === vendor);
  return { name: vendor, contact: known?.contact ?? null, contract_ref: known?.contract_ref ?? null };
}
