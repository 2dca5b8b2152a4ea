import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { JUDGED_KINDS } from '../check/history.ts';
import { reviewsPath } from '../check/open-reviews.ts';
import { openView, type View } from '../check/view.ts';
import { UsageError } from '../errors.ts';
import type { ReviewReader } from '../github/reviews.ts';
import { governedChanges } from '../history/approvals.ts';
import { projectTimeline } from '../history/project-ledger.ts';
import { type MergedPull, parseReviews, type Reviews, renderReviews } from '../history/reviews.ts';
import { TrackerError } from '../issues/tracker.ts';
import type { Terminal } from '../terminal.ts';
import { terminalText } from '../text/escape.ts';
import { count } from '../text/plural.ts';
import { type Access, readAccess } from './access.ts';
import { splitRepository } from './repository-name.ts';
import { saveText } from './save-text.ts';

interface Flags {
  readonly repo?: string;
  readonly config?: string;
  /** Milliseconds. */
  readonly deadline: number;
}

const LARGEST_FILE = 16 * 1024 * 1024;

/**
 * `aimscheck capture reviews`: asks GitHub how what needs an approval was reviewed, and writes it to a file that checks
 * and reports read. What was captured before is not asked again. Exit codes: 0 written · 2 usage, or GitHub refuses;
 * what was learned until then is written all the same.
 */
export async function captureCommand(flags: Flags, terminal: Terminal): Promise<number> {
  const { cwd, env, now, warn, write } = terminal;
  const access = readAccess(flags, env, '`contents: read` and `pull-requests: read`');
  const end = now().getTime() + flags.deadline;
  const view = await openView({ cwd, asOf: now().toISOString(), ...(flags.config && { config: flags.config }) });
  const file = reviewsPath(view.project);
  const commits = await governedCommits(view);
  const known = await readKnown(view, file, access.repository);
  const reader = await connectReader(access, () => end - now().getTime(), warn);
  const { reviews, failure } = await capture(commits, known, reader);
  const text = renderReviews(reviews);
  saveText(resolve(view.project.base, file), text);
  if (failure) throw new UsageError(`${failure.message}\nWhat was learned until then is in ${terminalText(file)}`);
  write(`${summary(file, reviews, text)}\n`);
  return 0;
}

/** The commits on the main line that brought changes which somebody has to approve. */
async function governedCommits({ project, zone, asOf, commit }: View): Promise<string[]> {
  const timeline = await projectTimeline({ project, asOf, commit, kinds: JUDGED_KINDS, isKept: false });
  const [gap] = timeline.gaps;
  if (gap) throw new UsageError(`${gap.reason}. ${gap.help}`);
  const since = project.config.history?.since;
  const from = since === undefined ? Number.NEGATIVE_INFINITY : zone.startOfDay(since);
  const governed = governedChanges(timeline).filter(({ transition }) => transition.commit.committedAt >= from);
  return [...new Set(governed.map(({ landing }) => landing))];
}

/** What an earlier capture of the same repository holds. */
async function readKnown({ open }: View, file: string, repository: string): Promise<Reviews> {
  const read = await open([{ path: file }], LARGEST_FILE);
  const found = read(file);
  const known = 'text' in found ? parseReviews(found.text) : undefined;
  return known?.repository === repository ? known : { version: 1, repository, commits: {}, pulls: [] };
}

async function connectReader(
  access: Access,
  timeLeft: () => number,
  warn: (text: string) => void,
): Promise<ReviewReader> {
  const [owner, repo] = splitRepository(access.repository);
  const [{ connect }, { openReviews }] = await Promise.all([
    import('../github/client.ts'),
    import('../github/reviews.ts'),
  ]);
  const onWait = (text: string) => warn(`${text}\n`);
  const github = connect(access, { timeLeft, onWait, onRequest: () => undefined, pace: access.pace });
  return openReviews(github, { owner, repo });
}

interface Captured {
  readonly reviews: Reviews;
  /** Why it ended early. */
  readonly failure?: TrackerError;
}

async function capture(wanted: readonly string[], known: Reviews, reader: ReviewReader): Promise<Captured> {
  const commits: Record<string, readonly number[]> = { ...known.commits };
  const pulls = new Map<number, MergedPull>(known.pulls.map((pull) => [pull.number, pull]));
  const reviews = (): Reviews => ({ ...known, commits, pulls: [...pulls.values()] });
  try {
    for (const commit of wanted.filter((id) => !Object.hasOwn(commits, id))) {
      const found = await reader.pullsOf(commit);
      for (const pull of found) {
        if (!pulls.has(pull.number)) pulls.set(pull.number, { ...pull, reviews: await reader.reviewsOf(pull.number) });
      }
      commits[commit] = found.map(({ number }) => number);
    }
    return { reviews: reviews() };
  } catch (error) {
    if (error instanceof TrackerError) return { reviews: reviews(), failure: error };
    throw error;
  }
}

function summary(file: string, { commits, pulls }: Reviews, text: string): string {
  const lists = Object.values(commits);
  const pushed = lists.filter((list) => list.length === 0).length;
  const held = pulls.reduce((sum, { reviews }) => sum + reviews.length, 0);
  return [
    `${terminalText(file)}: ${count(lists.length, 'commit')} that needed an approval, ${pushed} of them pushed without a pull request`,
    `${count(pulls.length, 'pull request')}, ${count(held, 'review')}`,
    `SHA-256 ${createHash('sha256').update(text).digest('hex')}`,
  ].join('\n');
}
