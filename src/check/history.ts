import { CONFIG_FILE, type Project } from '../config/load.ts';
import { classifier } from '../discover.ts';
import type { SeverityScale } from '../facts/severity-scale.ts';
import type { FieldMaps } from '../fields/mapping.ts';
import { forkPoint } from '../git/repository.ts';
import { authorOf } from '../git/revision.ts';
import type { Gap } from '../history/model.ts';
import { settingsOf } from '../history/project-ledger.ts';
import { type HistoryRequest, openTimeline, type Proposal } from '../history/read-timeline.ts';
import type { HistoryReport } from '../rules/define-rule.ts';
import type { Zone } from '../time.ts';
import type { HistoryTold } from '../types.ts';
import { codeOwners } from './code-owners.ts';
import type { Draft } from './draft.ts';
import type { CheckOptions } from './inputs.ts';
import { openReviews, tellUnknown } from './open-reviews.ts';
import type { RuleSet } from './rule-set.ts';

/** Documents whose history has rules. */
export const JUDGED_KINDS = ['incident', 'capa', 'policy', 'waiver'] as const;

/** What the check knows by the time it comes to the history. */
export interface HistoryStep {
  readonly options: CheckOptions;
  readonly project: Project;
  readonly commit: string;
  readonly zone: Zone;
  readonly asOf: number;
  readonly rules: RuleSet;
  readonly fields: FieldMaps;
  readonly severities: SeverityScale;
  readonly maxBytes: number;
  /** Paths that the change under check touches; undefined where there is none, or its base is not there. */
  readonly touched: readonly string[] | undefined;
  readonly sources: (file: string) => string | undefined;
}

export interface JudgedHistory {
  readonly drafts: readonly Draft[];
  readonly told?: HistoryTold;
}

/** What the history rules find in the commits behind what is checked, and in the change under check as a whole. */
export async function historyDrafts(step: HistoryStep): Promise<JudgedHistory> {
  const { rules, project, severities, zone, sources } = step;
  const request = await requestOf(step);
  if (!request) return { drafts: [] };
  const reviews = openReviews(project, sources);
  const timeline = await openTimeline(request);
  const since = project.config.history?.since;
  const from = since === undefined ? Number.NEGATIVE_INFINITY : zone.startOfDay(since);
  const context = {
    rankOf: severities.rankOf,
    people: project.config.people ?? {},
    ownersOf: await codeOwners(sources),
    ...(reviews?.value ? { reviews: reviews.value } : {}),
  };
  const reports = rules.history.flatMap(({ rule, context: own }) =>
    Array.from(rule.check(timeline, { ...own, ...context }), (report) => ({ rule: rule.id, report })),
  );
  const counted = reports.filter(({ report }) => report.transition.commit.committedAt >= from);
  const gaps = timeline.gaps.map((gap) => gapDraft(gap, project));
  const isChange = request.proposal !== undefined;
  const drafts = [...counted.map(({ rule, report }) => toDraft(rule, report, isChange)), ...gaps];
  return { drafts, told: tellUnknown(timeline, reviews, from) };
}

/** Undefined where a change is checked whose base is not there: nothing can be said then, which is told already. */
async function requestOf(step: HistoryStep): Promise<HistoryRequest | undefined> {
  const { options, project, asOf, fields, maxBytes, commit, touched } = step;
  const settings = settingsOf(project);
  const shared = {
    root: project.base,
    asOf,
    fields,
    maxBytes,
    settings,
    classifier: classifier(project),
    kinds: JUDGED_KINDS,
    changedOnly: true,
    isKept: options.cache !== false,
  };
  if (!options.changed) return { ...shared, head: commit };
  const base = await forkPoint(project.base, options.changed.base, options.changed.head);
  if (base === undefined || !touched) return undefined;
  return { ...shared, head: base, proposal: await proposalOf(step, touched) };
}

/** Who proposes it: the author of the last commit of the branch, which is the second parent where a merge is checked. */
async function proposalOf({ options, project, sources }: HistoryStep, paths: readonly string[]): Promise<Proposal> {
  const head = options.changed?.head;
  const author = head === undefined ? undefined : await authorOf(project.base, head);
  return { paths, textOf: sources, author: author ?? { name: '', email: '' } };
}

function toDraft(rule: string, report: HistoryReport, isChange: boolean): Draft {
  const { record, transition, subject, ...said } = report;
  const { commit, isProposed } = transition;
  const who = commit.author.name || commit.author.email;
  const day = new Date(commit.committedAt).toISOString().slice(0, 10);
  const pull = transition.pullRequest === undefined ? '' : `, pull request ${transition.pullRequest}`;
  const made = isProposed ? '' : `, by ${who} on ${day} (commit ${commit.id.slice(0, 12)}${pull})`;
  return {
    ...said,
    rule,
    document: record.ref,
    subject: subject ?? record.id ?? record.ref.path,
    message: `${said.message}${made}`,
    ...(isChange && !isProposed ? { isEarlier: true } : {}),
  };
}

function gapDraft({ key, reason, help }: Gap, { configPath }: Project): Draft {
  const path = configPath ?? CONFIG_FILE;
  return {
    rule: 'history-not-evaluable',
    subject: path,
    document: { kind: 'config', path, index: 0, base: '' },
    place: { line: 1 },
    anchor: `/${key}`,
    message: reason,
    help,
  };
}
