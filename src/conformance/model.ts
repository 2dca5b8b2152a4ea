import type { Layer, Result, Verdict } from '../types.ts';

/**
 * What the report command adds to a result: the `report` part of schemas/report.schema.json. Data only; every format
 * is made from it. Dates are YYYY-MM-DD in the organisation's timezone, times RFC 3339 in UTC; null is "not known".
 */
export interface ConformanceResult extends Result {
  readonly report: ReportPart;
}

export interface ReportPart {
  readonly organisation: Organisation;
  readonly period: Period;
  readonly options: ReportSettings;
  readonly digests: Digests;
  readonly grading: readonly { readonly verdict: Verdict; readonly text: string }[];
  readonly summary: readonly Statement[];
  /** Every file examined; the blob is null where it is not committed as it was checked, so that no link can show it. */
  readonly documents: readonly { readonly file: string; readonly kind: string; readonly blob: string | null }[];
  /** Of the policy whose runbooks and records are judged. */
  readonly sections: readonly SectionReport[];
  /** The other policies that are there or asked for. */
  readonly policies: readonly PolicyReport[];
  readonly registers: Registers;
  readonly statistics: readonly Statistic[];
  readonly series: Series;
  readonly crosswalk: readonly Framework[];
  readonly sample: Sample;
  readonly limits: readonly { readonly what: string; readonly why: string }[];
}

export interface Organisation {
  readonly name: string | null;
  readonly legal_name: string | null;
  readonly scope: string | null;
  readonly systems: readonly SystemRow[];
}

export interface SystemRow {
  readonly id: string;
  readonly name: string | null;
  readonly status: string | null;
  readonly criticality: string | null;
  readonly incidents: number;
}

export interface Period {
  readonly from: string;
  readonly to: string;
  readonly timezone: string;
}

/** What the report was made with; `verify` uses it again. */
export interface ReportSettings {
  readonly seed: number;
  readonly repository: string | null;
  /** The folder that was checked, relative to the Git root. */
  readonly folder: string;
  readonly config: string | null;
  /** Revision or date whose tree was checked in place of the work tree. */
  readonly at: string | null;
}

/** SHA-256 of what decides beside the records. */
export interface Digests {
  readonly rules: string;
  readonly definitions: string;
  /** The data on regulatory clocks. */
  readonly clocks: string;
  readonly configuration: string | null;
}

export type Tone = 'good' | 'attention' | 'bad' | 'plain';

/** One sentence of the summary. */
export interface Statement {
  readonly tone: Tone;
  readonly text: string;
}

export interface PolicyReport {
  readonly type: string;
  readonly title: string;
  readonly references: readonly string[];
  /** Paths of the policies of this type. */
  readonly documents: readonly string[];
  readonly sections: readonly SectionReport[];
}

export interface SectionReport {
  /** Type of the policy it belongs to. */
  readonly policy: string;
  readonly key: string;
  readonly title: string;
  readonly references: readonly string[];
  readonly layers: readonly LayerReport[];
}

export interface LayerReport {
  readonly layer: Layer;
  readonly requirement: string;
  readonly verdict: Verdict;
  /** The verdict if nothing were waived. */
  readonly unwaived: Verdict;
  readonly reason: string;
  readonly checked: number;
  readonly passed: number;
  readonly failed: number;
  readonly not_evaluable: number;
  /** Findings that are waived. */
  readonly waived: number;
  /** Fingerprints of the findings, waived ones and notices included. */
  readonly findings: readonly string[];
}

/** Where a record stands: its blob as committed, null where what was checked is not committed. */
export interface Source {
  readonly file: string;
  readonly line: number;
  readonly blob: string | null;
}

export interface IncidentRow extends Source {
  readonly id: string;
  readonly title: string | null;
  readonly kind: string | null;
  readonly state: string | null;
  readonly severity: string | null;
  readonly category: string | null;
  readonly systems: readonly string[];
  readonly owner: string | null;
  readonly detected: string | null;
  readonly contained: string | null;
  readonly root_cause: string | null;
  readonly closed: string | null;
  readonly is_open: boolean;
  readonly in_period: boolean;
  /** Days from detection to closure, or to now. */
  readonly age_days: number | null;
  readonly capas: readonly string[];
  readonly findings: number;
}

export interface CapaRow extends Source {
  readonly id: string;
  readonly title: string | null;
  readonly kind: string | null;
  readonly state: string | null;
  readonly priority: string | null;
  readonly owner: string | null;
  readonly incidents: readonly string[];
  readonly opened: string | null;
  readonly original_due: string | null;
  readonly due: string | null;
  readonly implemented: string | null;
  readonly is_open: boolean;
  readonly days_overdue: number | null;
  readonly bucket: string | null;
  /** Implemented by the due date in force; null where that cannot be told. */
  readonly on_time: boolean | null;
  readonly extensions: number;
  readonly check_due: string | null;
  readonly checked: string | null;
  readonly effectiveness: string | null;
  readonly findings: number;
}

export interface NotificationRow extends Source {
  readonly incident: string;
  readonly to: string;
  readonly what: string;
  readonly due: string | null;
  readonly sent: string | null;
  readonly status: string;
}

export interface DrillRow extends Source {
  readonly runbook: string;
  readonly title: string | null;
  readonly systems: readonly string[];
  readonly last_drill: string | null;
  readonly type: string | null;
  readonly result: string | null;
  readonly status: 'drilled' | 'stale' | 'never';
}

export interface WaiverRow extends Source {
  readonly id: string;
  readonly rules: readonly string[];
  readonly scope: string;
  readonly reason: string | null;
  readonly approved_by: string | null;
  readonly until: string | null;
  readonly status: 'active' | 'lapsed' | 'invalid';
  /** Findings it covers. */
  readonly findings: number;
}

export interface PromiseRow extends Source {
  readonly subject: string;
  readonly kind: string;
  readonly severity: string | null;
  /** "within 4 h of detection" */
  readonly promise: string;
  readonly due: string | null;
  readonly done: string | null;
  /** Broken without `done` is overdue. */
  readonly status: 'kept' | 'broken' | 'open' | 'not-evaluable';
  /** The line of the policy that says it. */
  readonly policy_file: string | null;
  readonly policy_line: number | null;
}

export interface MoveRow extends Source {
  readonly capa: string;
  readonly at: string;
  readonly by: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly days: number | null;
  readonly how: string;
  readonly commit: string;
}

export interface UnjudgedRow {
  /** Type of the policy; null for what concerns the history. */
  readonly policy: string | null;
  /** Key of the section; null for what concerns the history. */
  readonly section: string | null;
  readonly layer: Layer;
  readonly checked: number;
  readonly not_evaluable: number;
  readonly reason: string;
}

export interface SkippedRow {
  readonly file: string;
  readonly reason: string;
}

export interface Registers {
  readonly incidents: readonly IncidentRow[];
  readonly capas: readonly CapaRow[];
  readonly notifications: readonly NotificationRow[];
  readonly drills: readonly DrillRow[];
  readonly waivers: readonly WaiverRow[];
  readonly promises: readonly PromiseRow[];
  /** Moves of CAPA due dates in the Git history; null where there is no history to read. */
  readonly moves: readonly MoveRow[] | null;
  readonly not_evaluable: readonly UnjudgedRow[];
  readonly skipped: readonly SkippedRow[];
}

export interface Statistic {
  readonly id: string;
  readonly title: string;
  /** Null where there is nothing to compute it from. */
  readonly value: number | null;
  readonly unit: 'hours' | 'percent' | 'days';
  /** Records that went into it, of those it could concern. */
  readonly counted: number;
  readonly of: number;
  readonly how: string;
}

/** CAPAs not implemented at the end of a month, and of those past the due date. */
export interface OpenCapas {
  readonly month: string;
  readonly open: number;
  readonly overdue: number;
}

/** What the charts draw. */
export interface Series {
  readonly capa_ageing: readonly { readonly bucket: string; readonly capas: number }[];
  readonly incidents_by_month: readonly {
    readonly month: string;
    readonly severities: Readonly<Record<string, number>>;
  }[];
  readonly promises_by_severity: readonly {
    readonly severity: string;
    readonly kept: number;
    readonly broken: number;
    readonly open: number;
    readonly not_evaluable: number;
  }[];
  readonly open_capas: readonly OpenCapas[];
  /** What the months are read from: the Git history, where it reaches back to the first one. */
  readonly open_capas_from: 'git' | 'records';
  /** Days by which due dates were moved, of the CAPAs moved most. */
  readonly slip: readonly { readonly capa: string; readonly justified: number; readonly silent: number }[];
}

export interface Framework {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly FrameworkEntry[];
}

export interface FrameworkEntry {
  readonly id: string;
  readonly name: string;
  readonly sections: readonly string[];
  /** The worst verdict of the requirements that cite it. */
  readonly verdict: Verdict;
  readonly findings: number;
}

export interface Sample {
  readonly seed: number;
  readonly method: string;
  readonly strata: readonly {
    readonly kind: 'incident' | 'capa';
    readonly stratum: string;
    readonly population: number;
    readonly size: number;
  }[];
  readonly records: readonly SampledRecord[];
  /** What the auditor ticks for each record. */
  readonly questions: readonly string[];
}

export interface SampledRecord extends Source {
  readonly kind: 'incident' | 'capa';
  readonly id: string;
  readonly title: string | null;
  readonly stratum: string;
  readonly order: string;
}
