import type { Capa, DeepPartial, Incident, Runbook } from '../documents.ts';
import type { Workspace } from '../facts/index.ts';
import type { RecordHistory, Timeline, Transition } from '../history/model.ts';
import type { Reviews } from '../history/reviews.ts';
import type { PolicyValue } from '../policy-value.ts';
import type { Zone } from '../time.ts';
import type { Document, Kind, Layer, Report, Severity, WorkspaceReport } from '../types.ts';

/** What is said about a rule everywhere: `explain`, documentation, SARIF, the configuration schema. */
export interface RuleInfo {
  /** Also the name of its file and of its folder in fixtures/rules. */
  readonly id: string;
  /** Key of the section it serves; null for what concerns any document. */
  readonly section: string | null;
  readonly layer: Layer | null;
  readonly severity: Severity;
  /** Clauses and controls; bare numbers are ISO/IEC 42001:2023. */
  readonly references: readonly string[];
  /** One sentence: what it finds. */
  readonly summary: string;
  /** Why it matters, and to whom. */
  readonly rationale: string;
  /** One line: what to write. */
  readonly fix: string;
  /** Depends on the as-of date: on a pull request at most a warning unless the record is touched. */
  readonly dated?: boolean;
  /** Off unless the configuration sets a level. */
  readonly optIn?: boolean;
  /** JSON Schema of each option. */
  readonly options?: Record<string, Record<string, unknown>>;
  readonly defaults?: Record<string, unknown>;
}

/** What a rule of one document is given beside it. Not the time: what it says is kept for as long as the document is. */
export interface DocumentContext<Options = Record<string, unknown>> {
  readonly zone: Zone;
  readonly options: Options;
}

/** What a rule of all documents is given beside them. */
export interface RuleContext<Options = Record<string, unknown>> extends DocumentContext<Options> {
  /** Now, for this run: milliseconds since the epoch. */
  readonly asOf: number;
}

/** The value a rule of a kind sees: what is there has the right type, everything may be absent. */
export interface Values {
  incident: DeepPartial<Incident>;
  capa: DeepPartial<Capa>;
  runbook: DeepPartial<Runbook>;
  policy: PolicyValue;
  waiver: Record<string, unknown>;
  profile: Record<string, unknown>;
}

/**
 * What a check says: nothing, one report, or several. It is asked for every document, so a plain function that returns
 * at once where there is nothing to say is better than a generator.
 */
export type Said<R> = R | Iterable<R> | undefined;

/** The reports in what a check says. */
export function reportsOf<R extends Report>(said: Said<R>): Iterable<R> {
  if (said === undefined) return [];
  return 'message' in said ? [said] : said;
}

/** Sees one document; runs anywhere, in any order. */
export interface DocumentRule<K extends Kind = Kind, Options = Record<string, unknown>> extends RuleInfo {
  readonly scope: 'document';
  readonly kinds: readonly K[];
  readonly defaults?: Options & Record<string, unknown>;
  readonly check: (document: Document<Values[K]>, context: DocumentContext<Options>) => Said<Report>;
}

/** Sees the facts of all documents, once. */
export interface WorkspaceRule<Options = Record<string, unknown>> extends RuleInfo {
  readonly scope: 'workspace';
  readonly defaults?: Options & Record<string, unknown>;
  readonly check: (workspace: Workspace, context: RuleContext<Options>) => Said<WorkspaceReport>;
}

/** What a rule says of something a commit did. The engine adds who did it and when. */
export interface HistoryReport extends Report {
  readonly record: RecordHistory;
  readonly transition: Transition;
  /** Id it speaks of, where that is not the record's. */
  readonly subject?: string;
  /** What tells it from others of the same rule and record; the place where not given. */
  readonly anchor?: string;
}

export interface HistoryContext<Options = Record<string, unknown>> extends RuleContext<Options> {
  /** Rank of a severity label, 1 the worst; undefined for one that nobody defined. */
  readonly rankOf: (label: string | undefined) => number | undefined;
  /** GitHub login of each person, by the name that records use. */
  readonly people: Readonly<Record<string, string>>;
  /** How pull requests were reviewed; absent where nobody captured it. */
  readonly reviews?: Reviews;
  /** Code owners of a path: logins and teams, without @. */
  readonly ownersOf: (path: string) => readonly string[];
}

/** Sees what Git remembers of all records, once. */
export interface HistoryRule<Options = Record<string, unknown>> extends RuleInfo {
  readonly scope: 'history';
  readonly defaults?: Options & Record<string, unknown>;
  readonly check: (timeline: Timeline, context: HistoryContext<Options>) => Iterable<HistoryReport>;
}

/** Reported by the validator (`x-rule` in a schema) or by the reading of files; has no function of its own. */
export interface SchemaRule extends RuleInfo {
  readonly scope: 'schema';
}

export type Rule = DocumentRule | WorkspaceRule | HistoryRule | SchemaRule;

export function defineDocumentRule<K extends Kind, Options = Record<string, unknown>>(
  rule: Omit<DocumentRule<K, Options>, 'scope'>,
): Rule {
  return { ...rule, scope: 'document' } as unknown as Rule;
}

export function defineWorkspaceRule<Options = Record<string, unknown>>(
  rule: Omit<WorkspaceRule<Options>, 'scope'>,
): Rule {
  return { ...rule, scope: 'workspace' } as unknown as Rule;
}

export function defineHistoryRule<Options = Record<string, unknown>>(rule: Omit<HistoryRule<Options>, 'scope'>): Rule {
  return { ...rule, scope: 'history' } as unknown as Rule;
}

export function defineSchemaRule(rule: Omit<SchemaRule, 'scope'>): Rule {
  return { ...rule, scope: 'schema' };
}
