import type { Changes, Draft, Issue } from '../../../src/issues/model.ts';
import type { Tracker } from '../../../src/issues/tracker.ts';

/** An issue tracker in memory, for what needs many runs: the same port, the same answers. */
export interface Memory extends Tracker {
  readonly issues: Map<number, Issue>;
  readonly said: Map<number, string[]>;
  writes: number;
}

export const BOT = 'aims-bot';

export function openMemory(): Memory {
  const issues = new Map<number, Issue>();
  const said = new Map<number, string[]>();
  const get = (number: number): Issue => {
    const issue = issues.get(number);
    if (!issue) throw new Error(`no issue #${number}`);
    return issue;
  };
  const memory: Memory = {
    issues,
    said,
    writes: 0,
    list: async ({ label, creator, newerThan = 0 }) =>
      [...issues.values()].filter(
        ({ labels, author, number }) =>
          (label === undefined || labels.includes(label)) &&
          (creator === undefined || author === creator) &&
          number > newerThan,
      ),
    whoAmI: async () => BOT,
    canAssign: async () => true,
    comments: async (number) => said.get(number) ?? [],
    create: async (draft) => {
      memory.writes += 1;
      const issue = opened(issues.size + 1, draft);
      issues.set(issue.number, issue);
      return issue;
    },
    comment: async (number, text) => {
      memory.writes += 1;
      said.set(number, [...(said.get(number) ?? []), text]);
      issues.set(number, { ...get(number), comments: get(number).comments + 1 });
    },
    edit: async (number, changes) => {
      memory.writes += 1;
      issues.set(number, edited(get(number), changes));
    },
  };
  return memory;
}

function opened(number: number, { title, body, labels, assignees }: Draft): Issue {
  return {
    number,
    title,
    body,
    state: 'open',
    reason: null,
    labels,
    assignees,
    author: BOT,
    comments: 0,
    locked: false,
  };
}

/** A closed issue without a reason counts as completed, as on GitHub. */
export function edited(issue: Issue, { reason, ...rest }: Changes): Issue {
  const state = rest.state ?? issue.state;
  const isTurned = state !== issue.state;
  return {
    ...issue,
    ...rest,
    reason: isTurned ? (reason ?? (state === 'closed' ? 'completed' : 'reopened')) : issue.reason,
  };
}
