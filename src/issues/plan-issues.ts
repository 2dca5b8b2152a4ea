import type { Issue, Plan, Settings, Situation } from './model.ts';
import { makePlan, opensIssues } from './plan.ts';
import { asManaged } from './state.ts';
import type { Tracker } from './tracker.ts';

export interface Planned {
  readonly plan: Plan;
  /** Highest number of an issue seen: what is newer was created while this run went on. */
  readonly newest: number;
}

/**
 * Lists the issues by label, and plans. Only where issues would be opened, those of the same authors are listed too:
 * an issue that lost its label is found there by its markers.
 * @throws TrackerError
 */
export async function planIssues(situation: Situation, tracker: Tracker, settings: Settings): Promise<Planned> {
  const labelled = await tracker.list({ label: settings.label });
  const first = makePlan(situation, labelled, settings);
  const planned = opensIssues(first) ? makePlan(situation, await withLost(labelled, tracker), settings) : first;
  const known = new Map<string, boolean>();
  const plan = await dropUnassignable(planned, known, tracker);
  return { plan, newest: Math.max(0, ...labelled.map(({ number }) => number)) };
}

async function withLost(labelled: readonly Issue[], tracker: Tracker): Promise<readonly Issue[]> {
  const authors = new Set(labelled.flatMap(asManaged).map(({ author }) => author));
  if (authors.size === 0) authors.add(await tracker.whoAmI());
  const all = new Map(labelled.map((issue) => [issue.number, issue]));
  for (const creator of [...authors].sort()) {
    for (const issue of await tracker.list({ creator })) if (!all.has(issue.number)) all.set(issue.number, issue);
  }
  return [...all.values()];
}

/** Takes out of the plan whoever GitHub would not let be assigned; each login is asked for once. */
async function dropUnassignable(plan: Plan, known: Map<string, boolean>, tracker: Tracker): Promise<Plan> {
  const notices: string[] = [];
  const operations = [];
  const accepts = async (login: string): Promise<boolean> => {
    const asked = known.get(login) ?? (await tracker.canAssign(login));
    if (!known.has(login) && !asked)
      notices.push(`${login} cannot be assigned in this repository: their issues have no assignee`);
    known.set(login, asked);
    return asked;
  };
  const keep = async (logins: readonly string[]): Promise<string[]> => {
    const kept: string[] = [];
    for (const login of logins) if (await accepts(login)) kept.push(login);
    return kept;
  };
  for (const operation of plan.operations) {
    if (operation.kind === 'create') {
      operations.push({
        ...operation,
        draft: { ...operation.draft, assignees: await keep(operation.draft.assignees) },
      });
    } else if (operation.changes.assignees) {
      operations.push({
        ...operation,
        changes: { ...operation.changes, assignees: await keep(operation.changes.assignees) },
      });
    } else operations.push(operation);
  }
  return { ...plan, operations, notices: [...plan.notices, ...notices] };
}
