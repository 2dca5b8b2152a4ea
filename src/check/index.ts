import type { Project } from '../config/load.ts';
import type { Workspace } from '../facts/index.ts';
import type { ReadResult } from '../read.ts';
import type { Rule } from '../rules/define-rule.ts';
import type { Zone } from '../time.ts';
import type { Result } from '../types.ts';
import type { Counted, Scale } from './assess.ts';
import { assessedPolicies } from './assessed-policies.ts';
import { openBase } from './base.ts';
import { concealing } from './conceal.ts';
import type { Draft } from './draft.ts';
import { examineFiles, gatherExamined } from './examine-files.ts';
import { applyExceptions } from './exceptions.ts';
import { findingsOf } from './findings.ts';
import { gradingOf } from './grading.ts';
import { type CheckOptions, scopeOf, touchedBy } from './inputs.ts';
import { openBaseline } from './open-baseline.ts';
import { openWork } from './open-work.ts';
import { placeDrafts } from './place.ts';
import { type Judgement, resultOf } from './result.ts';
import type { RuleSet } from './rule-set.ts';
import { baseDrafts, configDrafts } from './run-drafts.ts';
import type { Placed } from './settle.ts';
import { surroundingsOf } from './surroundings.ts';
import { checkWorkspace, gather } from './workspace.ts';

export type { CheckOptions } from './inputs.ts';

export interface Checked {
  readonly result: Result;
  /** Number of documents that matched. */
  readonly matched: number;
  /** Text of a file as it was checked. */
  readonly texts: (file: string) => string | undefined;
  /** The same as reports may show it: without credentials and personal data. */
  readonly sources: (file: string) => string | undefined;
  readonly rules: readonly Rule[];
  /** Facts of all documents, whatever was asked for. */
  readonly workspace: Workspace;
  readonly project: Project;
  readonly zone: Zone;
  readonly asOf: number;
  readonly documents: readonly Counted[];
  /** By what it was judged, and which policies. */
  readonly scale: Scale;
  readonly judgement: Judgement;
  readonly ruleSet: RuleSet;
  /** What the schemas told, placed: for repairs. */
  readonly repairable: () => Promise<readonly Placed[]>;
  /** Whether findings in a file were asked for. */
  readonly inScope: (file: string) => boolean;
}

/** What the conformance report is made of, beside the result. */
export type Basis = Pick<
  Checked,
  'workspace' | 'project' | 'zone' | 'asOf' | 'documents' | 'scale' | 'judgement' | 'ruleSet'
>;

/**
 * The whole order of work: discover → read → parse → validate → document rules and facts → workspace rules → place →
 * except → assess.
 * @throws UsageError for options or configuration the user can mend.
 */
export async function runCheck(options: CheckOptions): Promise<Checked> {
  const work = await openWork(options);
  const { view, discovery, touched, read, maxBytes, examining, means } = work;
  const { project, zone, asOf, commit } = view;
  const { rules, fields, definitions } = examining;
  const examined = options.blobs
    ? (await import('./shards/join.ts')).joinShards(work, options.blobs, options.cwd)
    : examineFiles(discovery.files, examining, means);
  const { facts, ignores, documents, ...told } = await gatherExamined(discovery.files, examined);
  const drafts: Draft[] = [
    ...configDrafts(discovery.unmatched, project),
    ...baseDrafts(options, touched, project),
    ...told.drafts,
  ];
  const workspace = gather(facts, project, surroundingsOf(project, discovery.listed, read));
  for (const draft of checkWorkspace(workspace, drafts, rules)) drafts.push(draft);

  const sources = (file: string) => textOf(read(file));
  let history: Result['history'];
  if (rules.history.length > 0 && project.isGit && commit !== null) {
    const { historyDrafts } = await import('./history.ts');
    const { severities } = workspace;
    const step = { options, project, commit, zone, asOf, rules, fields, severities, maxBytes, touched, sources };
    const judged = await historyDrafts(step);
    for (const draft of judged.drafts) drafts.push(draft);
    history = judged.told;
  }

  const isTouched = touchedBy(options, touched);
  const toFindings = (some: readonly Draft[]) => findingsOf(some, { rules, isTouched, sources, fields });
  const base = await openBase(options, touched, project.base);
  const known = openBaseline(options, project, read);
  const excepting = { workspace, ignores, baseline: known, base, rules, asOf, zone, sources, toFindings };
  const { findings, baseline } = await applyExceptions(drafts, excepting);
  const inScope = scopeOf(options, project);
  const shown = documents.filter(({ file }) => inScope(file));
  const { grading, policies: asked = [] } = project.config.report ?? {};
  const scale = {
    grading: gradingOf(grading),
    policies: assessedPolicies({ documents: shown, own: definitions ?? [], asked }),
  };
  const { result, judgement } = resultOf({
    asOf,
    commit,
    findings: findings.filter(({ file }) => inScope(file)),
    baseline,
    documents: shown,
    skipped: discovery.skipped.filter(({ file }) => inScope(file)),
    history,
    embedded: workspace.capas.filter(({ ref }) => ref.base !== '' && inScope(ref.path)).length,
    scale,
  });
  const ofSchemas = () => drafts.filter(({ covers }) => covers !== undefined);
  const repairable = () => placeDrafts(ofSchemas(), { textOf: sources, fields });
  const basis = { workspace, project, zone, asOf, documents: shown, scale, judgement, ruleSet: rules };
  return {
    result,
    matched: shown.length,
    texts: sources,
    sources: concealing(sources, result.findings),
    rules: rules.all,
    repairable,
    inScope,
    ...basis,
  };
}

function textOf(read: ReadResult): string | undefined {
  return 'text' in read ? read.text : undefined;
}
