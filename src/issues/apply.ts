import { closeDuplicate } from './lifecycle.ts';
import { type CreateOperation, type EditOperation, keyOf, type Managed, type Operation } from './model.ts';
import type { Planned } from './plan-issues.ts';
import { asManaged } from './state.ts';
import { type Tracker, TrackerError } from './tracker.ts';

export interface Failure {
  readonly operation: Operation;
  readonly message: string;
}

/** What came of a plan. */
export interface Outcome {
  readonly done: readonly Operation[];
  readonly failed: readonly Failure[];
  /** Not begun: the time was up, or nothing could succeed any more. */
  readonly left: readonly Operation[];
  /** Why they were left. */
  readonly stopped?: string;
  /** Numbers of the issues opened, without those that another run was faster with. */
  readonly opened: readonly number[];
  readonly duplicates: number;
}

export interface Applying {
  readonly label: string;
  /** Whether there is time for another operation. */
  readonly hasTime: () => boolean;
}

interface Progress {
  done: Operation[];
  failed: Failure[];
  uncertain: CreateOperation[];
  created: Map<string, number>;
  stopped?: string;
}

/**
 * Carries out a plan, one operation after the other. One that fails is told and the rest goes on, unless nothing can
 * succeed. After issues were opened, those that are newer than what the plan saw are listed: of two runs at once the
 * one with the higher number closes its own, and an issue whose creation got no answer is found. Never throws for what
 * GitHub answers.
 */
export async function applyPlan({ plan, newest }: Planned, tracker: Tracker, applying: Applying): Promise<Outcome> {
  const progress: Progress = { done: [], failed: [], uncertain: [], created: new Map() };
  const { operations } = plan;
  let at = 0;
  for (; at < operations.length && progress.stopped === undefined; at += 1) {
    if (!applying.hasTime()) {
      progress.stopped = 'the time is up';
      break;
    }
    await attempt(operations[at] as Operation, tracker, progress);
  }
  const duplicates = await settleRaces(newest, tracker, { label: applying.label, progress });
  return {
    done: progress.done,
    failed: progress.failed,
    left: operations.slice(at),
    opened: [...progress.created.values()],
    duplicates,
    ...(progress.stopped === undefined ? {} : { stopped: progress.stopped }),
  };
}

async function attempt(operation: Operation, tracker: Tracker, progress: Progress): Promise<void> {
  try {
    if (operation.kind === 'create') {
      const { number } = await tracker.create(operation.draft);
      progress.created.set(keyOf(operation.identity), number);
    } else await carryOut(operation, tracker);
    progress.done.push(operation);
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    if (operation.kind === 'create' && error.isUncertain) progress.uncertain.push(operation);
    progress.failed.push({ operation, message: error.message });
    if (error.isFinal) progress.stopped = 'nothing else can succeed before that is mended';
  }
}

/** The comment first: a run that is stopped in between finds it by its mark. */
async function carryOut({ number, comment, mayBeSaid, changes }: EditOperation, tracker: Tracker): Promise<void> {
  const isSaid =
    comment !== undefined && mayBeSaid && (await tracker.comments(number)).some((text) => text.includes(comment.mark));
  if (comment && !isSaid) await tracker.comment(number, comment.text);
  await tracker.edit(number, changes);
}

interface Racing {
  readonly label: string;
  readonly progress: Progress;
}

/** @returns how many of our own issues were closed again */
async function settleRaces(newest: number, tracker: Tracker, { label, progress }: Racing): Promise<number> {
  if (progress.created.size + progress.uncertain.length === 0) return 0;
  try {
    const listed = await tracker.list({ label, newerThan: newest });
    const fresh = listed.flatMap(asManaged).filter(({ state }) => state === 'open');
    findUncertain(fresh, progress);
    const losers = [...progress.created].flatMap(([key, number]) => lostTo(fresh, key, number) ?? []);
    for (const { loser, winner } of losers) {
      await carryOut(closeDuplicate(loser, winner), tracker);
      progress.created.delete(keyOf(loser.own));
    }
    return losers.length;
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    progress.stopped ??= `whether another run opened the same issues could not be seen: ${error.message}`;
    return 0;
  }
}

/** An issue whose creation got no answer may be there all the same. */
function findUncertain(fresh: readonly Managed[], progress: Progress): void {
  for (const operation of progress.uncertain) {
    const key = keyOf(operation.identity);
    const numbers = fresh.filter(({ own }) => keyOf(own) === key).map(({ number }) => number);
    if (numbers.length === 0) continue;
    progress.failed = progress.failed.filter((failure) => failure.operation !== operation);
    progress.done.push(operation);
    progress.created.set(key, Math.min(...numbers));
  }
}

/** Our issue, where another run opened one of the same identity with a lower number. */
function lostTo(
  fresh: readonly Managed[],
  key: string,
  number: number,
): { loser: Managed; winner: number } | undefined {
  const same = fresh.filter(({ own }) => keyOf(own) === key);
  const winner = Math.min(number, ...same.map((issue) => issue.number));
  const loser = same.find((issue) => issue.number === number);
  return loser && winner < number ? { loser, winner } : undefined;
}
