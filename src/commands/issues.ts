import { resolve } from 'node:path';
import { runCheck } from '../check/index.ts';
import type { Output } from '../cli/options.ts';
import { UsageError } from '../errors.ts';
import { renderPlan, renderPlanJson } from '../issues/render.ts';
import { TrackerError } from '../issues/tracker.ts';
import type { Terminal } from '../terminal.ts';
import { readAccess } from './access.ts';
import { keepIssues } from './keep-issues.ts';
import { saveText } from './save-text.ts';

export interface IssuesFlags {
  readonly repo?: string;
  readonly config?: string;
  readonly asOf?: string;
  readonly blobs?: readonly string[];
  readonly format?: readonly Output[];
  /** Milliseconds. */
  readonly deadline: number;
}

/**
 * `aimscheck issues plan|apply`. Exit codes: 0 planned, or all applied · 1 operations failed or were left · 2 usage, or
 * GitHub refuses · 3 nothing matched.
 */
export async function issuesCommand(action: string, flags: IssuesFlags, terminal: Terminal): Promise<number> {
  const { env, now, warn } = terminal;
  const end = now().getTime() + flags.deadline;
  const access = readAccess(flags, env, '`contents: read` and `issues: write`');
  const { config, blobs, asOf = now().toISOString() } = flags;
  const checked = await runCheck({
    cwd: terminal.cwd,
    asOf,
    ...(config === undefined ? {} : { config }),
    ...(blobs === undefined ? {} : { blobs }),
  });
  if (checked.matched === 0) {
    warn('aimscheck: nothing matched, so that no issue is touched. Set `documents` in .aimscheck.yml.\n');
    return 3;
  }
  const isPullRequest = (env.GITHUB_EVENT_NAME ?? '').startsWith('pull_request');
  const apply = action === 'apply' && !isPullRequest;
  if (action === 'apply' && isPullRequest) warn('aimscheck: on a pull request issues are planned, not applied\n');
  try {
    const report = await keepIssues(checked, {
      ...access,
      apply,
      timeLeft: () => end - now().getTime(),
      onWait: (text) => warn(`${text}\n`),
    });
    for (const { name, file } of flags.format ?? [{ name: 'text' }]) {
      const text = name === 'json' ? renderPlanJson(report) : renderPlan(report);
      if (file === undefined) terminal.write(text);
      else saveText(resolve(terminal.cwd, file), text);
    }
    return report.outcome && report.outcome.failed.length + report.outcome.left.length > 0 ? 1 : 0;
  } catch (error) {
    if (error instanceof TrackerError) throw new UsageError(error.message);
    throw error;
  }
}
