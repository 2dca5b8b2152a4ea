import { createHash } from 'node:crypto';
import { relative, resolve } from 'node:path';
import type { Project } from '../config/load.ts';
import { governedChanges } from '../history/approvals.ts';
import type { Timeline } from '../history/model.ts';
import { parseReviews, pullsOf, REVIEWS_FILE, type Reviews } from '../history/reviews.ts';
import { count } from '../text/plural.ts';
import { toPosix } from '../text/posix.ts';
import type { HistoryTold } from '../types.ts';

export interface OpenReviews {
  /** Relative to the base of the project. */
  readonly file: string;
  readonly sha256: string;
  /** Undefined where the file is not what `capture reviews` writes. */
  readonly value: Reviews | undefined;
}

/** Where captured reviews stand, relative to the base of the project. */
export function reviewsPath({ base, root, config }: Project): string {
  return toPosix(relative(base, resolve(root, config.history?.reviews ?? REVIEWS_FILE)));
}

/** The captured reviews of a project; undefined where there are none. */
export function openReviews(project: Project, textOf: (path: string) => string | undefined): OpenReviews | undefined {
  const file = reviewsPath(project);
  const text = textOf(file);
  if (text === undefined) return undefined;
  return { file, sha256: createHash('sha256').update(text).digest('hex'), value: parseReviews(text) };
}

const CAPTURE = 'run "aimscheck capture reviews"';

/** What is still not known, whatever the history holds. */
export function tellUnknown(timeline: Timeline, reviews: OpenReviews | undefined, from: number): HistoryTold {
  const unknown = unknownReviews(timeline, reviews, from);
  const forced = {
    subject: 'force pushes',
    reason: 'Git alone does not tell what a force push took away',
    help: 'forbid them in the rules of the branch',
  };
  const { file, sha256, value } = reviews ?? {};
  return {
    not_evaluable: [...(unknown ? [unknown] : []), forced],
    reviews: value && file !== undefined && sha256 !== undefined ? { file, sha256 } : null,
  };
}

function unknownReviews(timeline: Timeline, reviews: OpenReviews | undefined, from: number) {
  const subject = 'approvals and direct pushes';
  if (!reviews) return { subject, reason: 'Git alone does not tell who reviewed a change', help: CAPTURE };
  const { value, file } = reviews;
  if (!value) return { subject, reason: `${file} is not what "capture reviews" writes`, help: `${CAPTURE} again` };
  const open = governedChanges(timeline).filter(
    ({ landing, transition }) => transition.commit.committedAt >= from && !pullsOf(value, landing),
  );
  if (open.length === 0) return undefined;
  return { subject, reason: `${count(open.length, 'change')} made since the capture`, help: `${CAPTURE} again` };
}
