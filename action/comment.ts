import { type Checked, runCheck } from '../src/check/index.ts';
import { UsageError } from '../src/errors.ts';
import { compareFindings, renderComparison } from '../src/report/comparison.ts';
import type { ReportOptions } from '../src/report/index.ts';
import type { RunEvent } from './event.ts';
import { openGitHub, type Server, whereAllowed } from './github.ts';
import type { Inputs } from './inputs.ts';

interface Commenting {
  readonly inputs: Inputs;
  readonly server: Server;
  readonly event: RunEvent;
  /** Commit the pull request is compared with. */
  readonly base: string;
  readonly permalink: ReportOptions['permalink'];
}

/**
 * Tells a pull request what is new, fixed and unchanged against its base.
 * @returns the text, where it could not be written there: from a fork, or without the permission
 */
export async function commentOn(checked: Checked, commenting: Commenting): Promise<string | undefined> {
  const { server, event, permalink } = commenting;
  if (event.pullRequest === undefined) return undefined;
  const before = await checkBase(checked, commenting);
  const text = renderComparison(compareFindings(before, checked.result.findings), permalink ? { permalink } : {});
  if (event.isFork || server.token === '') return text;
  const { pullRequest: number } = event;
  const isWritten = await whereAllowed('Comment', async () => {
    const { keepComment } = await import('../src/github/comments.ts');
    const { github, name } = await openGitHub(server);
    await keepComment(github, { ...name, number }, text);
  });
  return isWritten ? undefined : text;
}

/** What the base has as well, judged with the same date; undefined where it is not in this clone or cannot be checked. */
async function checkBase({ result }: Checked, { inputs: { cwd, path, config }, base }: Commenting) {
  try {
    const { result: before } = await runCheck({
      cwd,
      paths: [path],
      at: base,
      asOf: result.as_of,
      ...(config === undefined ? {} : { config }),
    });
    return before.findings;
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
