import { info, warning } from '@actions/core';
import type { Checked } from '../src/check/index.ts';
import { UsageError } from '../src/errors.ts';
import type { Outcome } from '../src/issues/apply.ts';
import type { Operation } from '../src/issues/model.ts';
import type { Report } from '../src/issues/render.ts';
import type { RunEvent } from './event.ts';
import { type Server, whereAllowed } from './github.ts';
import type { IssuesMode } from './inputs.ts';

export interface IssueCounts {
  readonly opened: number;
  readonly updated: number;
  readonly closed: number;
}

export const NO_ISSUES: IssueCounts = { opened: 0, updated: 0, closed: 0 };

interface Run {
  readonly mode: IssuesMode;
  readonly server: Server;
  readonly event: RunEvent;
  /** `refs/heads/main` */
  readonly ref: string | undefined;
}

/** Keeps the issues, or says what that would take. A failure of it never hides what the check found. */
export async function keepIssuesOf(checked: Checked, run: Run): Promise<IssueCounts> {
  const { mode, server } = run;
  if (mode === 'off' || checked.matched === 0) return NO_ISSUES;
  if (server.token === '') throw new UsageError('input issues: needs the input github-token');
  if (!isWhole(checked)) throw new UsageError('input issues: the input path must not leave out records of the project');
  const obstacle = obstacleOf(run);
  if (mode === 'apply' && obstacle !== undefined) info(`${obstacle}: issues are planned, not applied`);
  let counts = NO_ISSUES;
  await whereAllowed('Issues', async () => {
    const { keepIssues } = await import('../src/commands/keep-issues.ts');
    const { renderPlan } = await import('../src/issues/render.ts');
    const report = await keepIssues(checked, { ...server, apply: mode === 'apply' && obstacle === undefined });
    info(renderPlan(report));
    counts = tell(report);
  });
  return counts;
}

/** Why this run must not write issues: only the default branch tells what is so. */
function obstacleOf({ event: { name, defaultBranch }, ref }: Run): string | undefined {
  if (/^(?:pull_request|merge_group)/.test(name)) return 'On a pull request';
  return defaultBranch !== undefined && ref !== undefined && ref !== `refs/heads/${defaultBranch}`
    ? 'Not on the default branch'
    : undefined;
}

function isWhole({ workspace: { incidents, capas }, inScope }: Checked): boolean {
  return [...incidents, ...capas].every(({ ref }) => inScope(ref.path));
}

function tell({ plan, outcome }: Report): IssueCounts {
  const unapproved = plan.left.filter(({ isUnapprovedWaiver }) => isUnapprovedWaiver).map(({ number }) => `#${number}`);
  if (unapproved.length > 0) {
    warning(
      `Closed as not planned although the problem stands, without a waiver in the repository: ${unapproved.join(', ')}`,
      {
        title: 'Unapproved waivers',
      },
    );
  }
  if (!outcome) return NO_ISSUES;
  for (const { message } of outcome.failed) warning(message, { title: 'Issue not written' });
  return countOf(outcome);
}

function countOf({ done, opened, duplicates }: Outcome): IssueCounts {
  const amount = (...kinds: readonly Operation['kind'][]): number =>
    done.filter(({ kind }) => kinds.includes(kind)).length;
  return {
    opened: opened.length,
    updated: amount('update', 'escalate', 'reopen'),
    closed: amount('resolve', 'close') + duplicates,
  };
}
