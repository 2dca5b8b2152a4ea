import type { ProfileFacts, RunbookFacts, Workspace } from '../facts/index.ts';
import type { DocumentRef } from '../types.ts';
import { defineWorkspaceRule } from './define-rule.ts';

interface System {
  readonly id: string;
  readonly document: DocumentRef;
  readonly pointer: string;
}

export default defineWorkspaceRule({
  id: 'system-without-runbook',
  section: 'containment-and-rollback',
  layer: 'implementation',
  severity: 'error',
  references: ['A.6.2.6', '8.1'],
  summary: 'An AI system in production has no approved runbook.',
  rationale:
    'Whoever is paged for the system has to invent rollback, fallback and escalation on the spot, and the organisation cannot show that it planned for failure.',
  fix: 'Write a runbook that names the system under "ai_systems:" and have it approved, or add the system to one that is. While the incident policy is a draft, a draft will do.',
  *check(workspace) {
    const { runbooks, profiles } = workspace;
    if (runbooks.length === 0 && profiles.length === 0) return;
    if (isUncertain(workspace)) return;
    const isCovering = isDraft(workspace) ? isKept : isInUse;
    const covered = new Set(runbooks.filter(isCovering).flatMap(({ systems }) => systems.map(({ id }) => fold(id))));
    for (const { id, document, pointer } of systemsOf(workspace).values()) {
      if (covered.has(fold(id))) continue;
      const drafts = runbooks.filter(({ systems }) => systems.some((system) => fold(system.id) === fold(id)));
      const found = drafts.map((runbook) => `; ${runbook.id ?? runbook.ref.path} is ${runbook.status}`);
      yield { document, place: { pointer }, message: `Missing approved runbook for system ${id}${found.join('')}` };
    }
  },
});

/** What a runbook covers that cannot be read, or does not say, is not known; that it is so is told elsewhere. */
function isUncertain({ runbooks, unread }: Workspace): boolean {
  if (unread.some(({ ref }) => ref.kind === 'runbook' || ref.kind === 'profile')) return true;
  return runbooks.some((runbook) => isInUse(runbook) && runbook.systems.length === 0);
}

/** A missing status is told by the schema. */
function isInUse({ status }: RunbookFacts): boolean {
  return status === 'approved' || status === undefined;
}

const isKept = (runbook: RunbookFacts): boolean => isInUse(runbook) || runbook.status === 'draft';

/** While the incident policy itself is a draft, its runbooks may be: neither is in force. */
function isDraft({ policies }: Workspace): boolean {
  const own = policies.filter(({ type }) => type === 'ai-incident-management');
  return own.length > 0 && own.every(({ status }) => status === 'draft');
}

/** The systems in production: those of the inventory; where there is none, those that had an incident. */
function systemsOf({ profiles, incidents }: Workspace): Map<string, System> {
  const listed = profiles.flatMap(({ ref, systems }) =>
    systems.filter(isInProduction).map(({ id, pointer }): System => ({ id, document: ref, pointer })),
  );
  const affected = incidents
    .filter(({ eventKind }) => eventKind === 'incident')
    .flatMap(({ ref, systems }) => systems.map(({ id, pointer }): System => ({ id, document: ref, pointer })));
  const first = new Map<string, System>();
  for (const system of profiles.length > 0 ? listed : affected) {
    if (!first.has(fold(system.id))) first.set(fold(system.id), system);
  }
  return first;
}

/** Where the inventory gives no status, the environments tell; without either nothing is said. */
function isInProduction({ status, environments }: ProfileFacts['systems'][number]): boolean {
  if (status !== undefined) return status === 'production';
  return environments.some((name) => /^(?:prod|live)/i.test(name.trim()));
}

const fold = (id: string) => id.trim().toLowerCase();
