import type { Issue, Operation, Plan, Settings, Situation } from './model.ts';
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
  const plan = await dropUnassignable(planned, tracker);
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
async function dropUnassignable(plan: Plan, tracker: Tracker): Promise<Plan> {
  const refused = new Set<string>();
  for (const login of new Set(plan.operations.flatMap(assigneesOf))) {
    if (!(await tracker.canAssign(login))) refused.add(login);
  }
  const notices = [...refused].map(
    (login) => `${login} cannot be assigned in this repository: their issues have no assignee`,
  );
  const operations = plan.operations.map((operation) => withoutAssignees(operation, refused));
  return { ...plan, operations, notices: [...plan.notices, ...notices] };
}

function assigneesOf(operation: Operation): readonly string[] {
  return operation.kind === 'create' ? operation.draft.assignees : (operation.changes.assignees ?? []);
}

function withoutAssignees(operation: Operation, refused: ReadonlySet<string>): Operation {
  const assignees = assigneesOf(operation).filter((login) => !refused.has(login));
  if (operation.kind === 'create') return { ...operation, draft: { ...operation.draft, assignees } };
  return operation.changes.assignees ? { ...operation, changes: { ...operation.changes, assignees } } : operation;
}
