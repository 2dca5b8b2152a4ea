import { terminalLines } from '../text/escape.ts';
import { clip } from '../text/fit.ts';
import type { Finding, Severity } from '../types.ts';
import type { GitHub } from './client.ts';
import { explain } from './errors.ts';
import type { RepositoryName } from './issues.ts';

/** GitHub takes so many annotations with one request; more are added by further ones. */
const PER_REQUEST = 50;
const LEVELS = { error: 'failure', warning: 'warning', notice: 'notice' } as const satisfies Record<Severity, string>;

export interface CheckRun {
  readonly commit: string;
  /** Worst first. */
  readonly findings: readonly Finding[];
  readonly summary: string;
}

/**
 * A check run that annotates every finding. Its conclusion is neutral: the job itself passes or fails.
 * @throws TrackerError
 */
export async function writeCheckRun(
  github: GitHub,
  name: RepositoryName,
  { commit, findings, summary }: CheckRun,
): Promise<void> {
  const { owner, repo } = name;
  const { checks } = github.rest;
  const annotations = findings.map(asAnnotation);
  const output = (from: number) => ({
    title: 'aimscheck',
    summary,
    annotations: annotations.slice(from, from + PER_REQUEST),
  });
  try {
    const { data } = await checks.create({
      owner,
      repo,
      name: 'aimscheck findings',
      head_sha: commit,
      status: 'completed',
      conclusion: 'neutral',
      output: output(0),
      request: { retries: 0 },
    });
    for (let from = PER_REQUEST; from < annotations.length; from += PER_REQUEST) {
      await checks.update({ owner, repo, check_run_id: data.id, output: output(from) });
    }
  } catch (error) {
    throw explain(error, {
      what: 'to write a check run',
      repository: `${owner}/${repo}`,
      isGeneral: true,
      permission: 'checks: write',
    });
  }
}

/** Start line only: ranges that end at a file's end are drawn wrongly. */
function asAnnotation({ file, line, severity, rule, message, help, url }: Finding) {
  const lines = [message, ...(help === '' ? [] : [`help: ${help}`]), url].flatMap(terminalLines);
  return {
    path: file,
    start_line: line,
    end_line: line,
    annotation_level: LEVELS[severity],
    title: rule,
    message: clip(lines.join('\n'), 4_000),
  };
}
