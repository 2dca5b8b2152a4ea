import { dirname, relative } from 'node:path';
import type { Checked } from '../check/index.ts';
import { lastChanges } from '../git/last-change.ts';
import { applyPlan } from '../issues/apply.ts';
import type { Settings, Situation } from '../issues/model.ts';
import { planIssues } from '../issues/plan-issues.ts';
import type { Report } from '../issues/render.ts';
import { readSettings } from '../issues/settings.ts';
import { situationOf } from '../issues/situation.ts';
import type { Links } from '../issues/words.ts';
import { uriPath } from '../text/escape.ts';
import { toPosix } from '../text/posix.ts';
import { splitRepository } from './repository-name.ts';

/** Whose issues to keep, how, and for how long. */
export interface Keeping {
  readonly apply: boolean;
  /** `owner/name` */
  readonly repository: string;
  readonly token: string;
  readonly apiUrl: string;
  readonly serverUrl: string;
  /** Factor on the pauses between requests. */
  readonly pace: number;
  /** Milliseconds left for everything. */
  readonly timeLeft: () => number;
  readonly onWait: (text: string) => void;
}

/**
 * Makes the issues of a repository agree with what a check found, or says what that would take.
 * @throws UsageError for a repository that is not named `owner/name`
 * @throws TrackerError where GitHub does not let the issues be listed
 */
export async function keepIssues(checked: Checked, keeping: Keeping): Promise<Report> {
  const { repository, apply, timeLeft, onWait, pace } = keeping;
  const [owner, repo] = splitRepository(repository);
  const { situation, settings } = await prepareIssues(checked, keeping);
  const sent = { reads: 0, writes: 0 };
  const onRequest = (method: string): void => {
    sent[method === 'GET' ? 'reads' : 'writes'] += 1;
  };
  const { connect } = await import('../github/client.ts');
  const { openTracker } = await import('../github/issues.ts');
  const tracker = openTracker(connect(keeping, { timeLeft, onWait, onRequest, pace }), { owner, repo });
  const planned = await planIssues(situation, tracker, settings);
  const shared = { repository, asOf: checked.result.as_of, plan: planned.plan, requests: sent };
  if (!apply) return shared;
  const outcome = await applyPlan(planned, tracker, { label: settings.label, hasTime: () => timeLeft() > 0 });
  return { ...shared, outcome };
}

export interface Prepared {
  readonly situation: Situation;
  readonly settings: Settings;
}

/** What a check found, made ready for a plan: no request is made. */
export async function prepareIssues(
  checked: Checked,
  place: Pick<Keeping, 'repository' | 'serverUrl'>,
): Promise<Prepared> {
  const { result, workspace, rules, project, zone } = checked;
  const { links, notices } = await linksOf(checked, place);
  const situation = situationOf({
    findings: result.findings,
    workspace,
    rules,
    config: project.config,
    project: toPosix(relative(project.base, project.root)),
    day: zone.dateOf(Date.parse(result.as_of)),
    links,
    issuesUrl: `${place.serverUrl}/${place.repository}/issues/`,
  });
  return { situation: { ...situation, notices }, settings: readSettings(project.config) };
}

/** Addresses at the commit that last changed a file: they stay the same until the file changes. */
async function linksOf(
  { result, workspace, project }: Checked,
  { serverUrl, repository }: Pick<Keeping, 'repository' | 'serverUrl'>,
): Promise<{ links: Links; notices: string[] }> {
  const files = [
    ...result.findings.flatMap(({ file, related }) => [file, ...related.map((one) => one.file)]),
    ...[...workspace.incidents, ...workspace.capas].map(({ ref }) => ref.path),
  ];
  const commits = project.isGit
    ? await lastChanges(project.base, [...new Set(files.map((file) => dirname(file)))].sort())
    : undefined;
  const base = `${serverUrl}/${repository}`;
  return {
    links: {
      line: (file, line) => `${base}/blob/${commits?.get(file) ?? 'HEAD'}/${uriPath(file)}#L${line}`,
      commit: (file) => {
        const commit = commits?.get(file);
        return commit === undefined ? undefined : `[${commit.slice(0, 10)}](${base}/commit/${commit})`;
      },
    },
    notices: commits
      ? []
      : ['the history of the repository is not there, so links do not name a commit (fetch-depth: 0 gives it)'],
  };
}
