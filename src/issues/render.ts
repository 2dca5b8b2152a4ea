import { disarmCommands, jsonText, terminalText } from '../text/escape.ts';
import { count } from '../text/plural.ts';
import type { Outcome } from './apply.ts';
import type { CreateOperation, EditOperation, Operation, Plan } from './model.ts';

export interface Requests {
  readonly reads: number;
  readonly writes: number;
}

/** A plan, what it cost to make, and what came of it where it was applied. */
export interface Report {
  readonly repository: string;
  readonly asOf: string;
  readonly plan: Plan;
  /** Requests sent so far. */
  readonly requests: Requests;
  readonly outcome?: Outcome;
}

const SIGNS: Readonly<Record<Operation['kind'], string>> = {
  create: '+',
  update: '~',
  escalate: '↑',
  reopen: '↺',
  resolve: '-',
  close: '-',
};
const VERBS: Readonly<Record<Operation['kind'], string>> = {
  create: 'open',
  update: 'update',
  escalate: 'escalate',
  reopen: 'reopen',
  resolve: 'resolve',
  close: 'close',
};

/** The plan as people read it; ends with what it costs, or with what came of it. */
export function renderPlan(report: Report): string {
  const { plan, outcome } = report;
  const lines = [
    headline(report),
    '',
    ...plan.operations.map(describe),
    ...plan.left.map(({ number, title, why }) => line('!', 'left', `#${number} ${title} (${why})`)),
    ...(plan.operations.length + plan.left.length > 0 ? [''] : []),
    totals(report),
    ...plan.notices.map((notice) => `note: ${terminalText(notice)}`),
    ...(outcome ? describeOutcome(outcome) : []),
  ];
  return disarmCommands(`${lines.join('\n')}\n`);
}

function headline({ repository, plan }: Report): string {
  const { operations, unchanged } = plan;
  const amounts = (Object.keys(VERBS) as Operation['kind'][]).map((kind) => ({
    kind,
    amount: operations.filter((one) => one.kind === kind).length,
  }));
  const told = amounts.filter(({ amount }) => amount > 0).map(({ kind, amount }) => `${amount} to ${VERBS[kind]}`);
  const what = told.length > 0 ? told.join(', ') : 'nothing to do';
  return `${terminalText(repository)}: ${what}, ${unchanged} unchanged`;
}

function describe(operation: Operation): string {
  const text =
    operation.kind === 'create'
      ? describeCreation(operation)
      : `#${operation.number} ${operation.title} (${detailsOf(operation)})`;
  return line(SIGNS[operation.kind], VERBS[operation.kind], text);
}

function describeCreation({ draft: { title, assignees } }: CreateOperation): string {
  return assignees.length === 0 ? title : `${title} (@${assignees.join(', @')})`;
}

function detailsOf({ why, comment }: EditOperation): string {
  return comment ? `${why}; with a comment` : why;
}

function line(sign: string, verb: string, text: string): string {
  return `  ${sign} ${verb.padEnd(8)}  ${terminalText(text.replaceAll('\u2060', ''))}`;
}

function totals({ plan, requests, outcome }: Report): string {
  const { operations, rolledUp } = plan;
  const amounts = ['+', '~', '↑', '↺', '-'].map(
    (sign) => `${sign}${operations.filter(({ kind }) => SIGNS[kind] === sign).length}`,
  );
  const rest = rolledUp > 0 ? [`${count(rolledUp, 'problem')} in the roll-up issue`] : [];
  const { reads, writes } = outcome ? requests : costOf(plan, requests);
  const cost = `${count(reads + writes, 'request')}${outcome ? '' : ' to apply'}, ${count(writes, 'write')}`;
  return [amounts.join(' '), ...rest, cost].join(' · ');
}

/** Requests that applying a plan takes, those it was made with included. */
export function costOf({ operations }: Plan, { reads, writes }: Requests): Requests {
  const edits = operations.filter((operation) => operation.kind !== 'create');
  const creates = operations.length - edits.length;
  return {
    reads: reads + edits.filter(({ mayBeSaid }) => mayBeSaid).length + (creates > 0 ? 1 : 0),
    writes: writes + operations.length + edits.filter(({ comment }) => comment !== undefined).length,
  };
}

function describeOutcome({ done, failed, left, stopped, duplicates }: Outcome): string[] {
  return [
    ...failed.map(
      ({ operation, message }) => `failed: ${named(operation)}: ${message.split('\n').map(terminalText).join('\n')}`,
    ),
    ...(stopped === undefined ? [] : [`stopped: ${stopped.split('\n').map(terminalText).join('\n')}`]),
    ...(left.length > 0 ? [`left for the next run: ${count(left.length, 'operation')}`] : []),
    ...(duplicates > 0 ? [`${count(duplicates, 'issue')} closed again: another run opened the same`] : []),
    `applied: ${done.length} of ${count(done.length + failed.length + left.length, 'operation')}`,
  ];
}

function named(operation: Operation): string {
  return terminalText(operation.kind === 'create' ? operation.draft.title : `#${operation.number} ${operation.title}`);
}

/** The same for machines, version 1. */
export function renderPlanJson({ repository, asOf, plan, requests, outcome }: Report): string {
  const json = {
    version: 1,
    repository,
    as_of: asOf,
    operations: plan.operations.map(asJson),
    left: plan.left.map(({ number, title, why, isUnapprovedWaiver }) => ({
      number,
      title,
      why,
      unapproved_waiver: isUnapprovedWaiver,
    })),
    rolled_up: plan.rolledUp,
    unchanged: plan.unchanged,
    notices: plan.notices,
    requests: outcome ? requests : costOf(plan, requests),
    outcome: outcome
      ? {
          done: outcome.done.length,
          failed: outcome.failed.map(({ operation, message }) => ({ ...asJson(operation), message })),
          left: outcome.left.map(asJson),
          stopped: outcome.stopped ?? null,
          opened: outcome.opened,
          duplicates: outcome.duplicates,
        }
      : null,
  };
  return jsonText(`${JSON.stringify(json, null, 2)}\n`);
}

function asJson(operation: Operation) {
  const { kind, identity } = operation;
  const shared = { kind, record: identity.record, problem: identity.problem };
  if (operation.kind === 'create')
    return { ...shared, number: null, title: operation.draft.title, why: 'new', assignees: operation.draft.assignees };
  return {
    ...shared,
    number: operation.number,
    title: operation.title,
    why: operation.why,
    comment: operation.comment !== undefined,
  };
}
