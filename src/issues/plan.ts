import { closeDuplicate, create, type Decision, decideSettled, decideStanding } from './lifecycle.ts';
import {
  type EditOperation,
  type Issue,
  keyOf,
  type Managed,
  type Plan,
  type Problem,
  type Settings,
  type Situation,
} from './model.ts';
import { planRollUp, rollUpIdentity, share } from './roll-up.ts';
import { asManaged } from './state.ts';

/**
 * What is to be done so that the issues agree with the repository. Pure: the same situation, issues and settings give
 * the same plan, and a plan that was carried out gives an empty one.
 */
export function makePlan(situation: Situation, issues: readonly Issue[], settings: Settings): Plan {
  const { primaries, duplicates } = sortOut(situation, issues);
  const standing = new Map(situation.problems.map((problem) => [keyOf(problem), problem]));
  const rollUpKey = keyOf(rollUpIdentity(situation.project));
  const rollUp = primaries.get(rollUpKey);
  const kept = [...primaries].filter(([key]) => key !== rollUpKey);

  const decisions = kept.map(([key, issue]) =>
    withLabel(decide(issue, standing.get(key), situation, settings), issue, { settings, stands: standing.has(key) }),
  );
  const waiting = situation.problems.filter((problem) => !primaries.has(keyOf(problem)));
  const shares = share(waiting, rollUp, { day: situation.day, maxNew: settings.maxNew });
  // The roll-up comes first: a run that is stopped after it opens the rest of its share later, and nothing twice.
  const list = planRollUp(rollUp, shares.rolledUp, { situation, settings });
  const edits = [list, ...decisions].flatMap(({ operation }) => operation ?? []);
  const creations = shares.own.map((problem) => create(problem, settings));
  return {
    operations: [...edits, ...duplicates, ...creations],
    left: [list, ...decisions].flatMap(({ left }) => left ?? []),
    rolledUp: shares.rolledUp.length,
    unchanged: decisions.filter(({ operation, left }) => !operation && !left).length,
    notices: situation.notices,
  };
}

/** Whether a plan opens issues: then issues that lost the label are looked for first. */
export function opensIssues({ operations }: Plan): boolean {
  return operations.some(({ kind }) => kind === 'create');
}

interface Sorted {
  /** The issue of each identity, by key. */
  readonly primaries: ReadonlyMap<string, Managed>;
  /** Operations that close other open ones. */
  readonly duplicates: readonly EditOperation[];
}

/** The lowest number is the issue of its identity, unless it was closed as the duplicate of another. */
function sortOut({ project }: Situation, issues: readonly Issue[]): Sorted {
  const own = issues
    .flatMap(asManaged)
    .filter((issue) => issue.own.project === project)
    .sort((a, b) => rank(a) - rank(b) || a.number - b.number);
  const primaries = new Map<string, Managed>();
  const duplicates: EditOperation[] = [];
  for (const issue of own) {
    const winner = primaries.get(keyOf(issue.own));
    if (!winner) primaries.set(keyOf(issue.own), issue);
    else if (issue.state === 'open') duplicates.push(closeDuplicate(issue, winner.number));
  }
  return { primaries, duplicates };
}

function rank({ own }: Managed): number {
  return own.status === 'duplicate' ? 1 : 0;
}

function decide(issue: Managed, problem: Problem | undefined, situation: Situation, settings: Settings): Decision {
  return problem ? decideStanding(issue, problem, settings) : decideSettled(issue, situation.settle(issue.own));
}

/** Puts a lost label back, with whatever else is written. An issue that is settled and closed stays without. */
function withLabel(
  decision: Decision,
  issue: Managed,
  { settings: { label }, stands }: { settings: Settings; stands: boolean },
): Decision {
  if (issue.labels.some((name) => name.toLowerCase() === label.toLowerCase())) return decision;
  if (!decision.operation && !stands) return decision;
  const labels = [...issue.labels, label];
  const { operation } = decision;
  if (operation?.kind === 'create') return decision;
  if (operation) return { ...decision, operation: { ...operation, changes: { ...operation.changes, labels } } };
  const { own, number, title } = issue;
  const identity = { project: own.project, record: own.record, problem: own.problem };
  return {
    ...decision,
    operation: { kind: 'update', identity, number, title, why: 'label', mayBeSaid: false, changes: { labels } },
  };
}
