import type { Layer, Result, Severity } from '../types.ts';

/** A rule as the reports describe it: what `explain` knows, as data. */
export interface RuleInfo {
  readonly id: string;
  readonly summary: string;
  readonly rationale: string;
  readonly fix: string;
  readonly severity: Severity;
  readonly references: readonly string[];
  readonly url: string;
  readonly section: string | null;
  readonly layer: Layer | null;
}

export interface ReportOptions {
  readonly color: boolean;
  /** OSC 8 hyperlinks, for terminals only; elsewhere the address is printed. */
  readonly links: boolean;
  /** Columns of the terminal; without it nothing is wrapped. */
  readonly width?: number;
  /** One line per finding and the summary line. */
  readonly quiet: boolean;
  /** Findings below it are counted but not listed, in any format. */
  readonly minSeverity: Severity;
  /** Text of a file as it was checked, for code frames. */
  readonly sources: (file: string) => string | undefined;
  readonly rules: readonly RuleInfo[];
  /** Exit code of the run, recorded in SARIF. */
  readonly exitCode?: number;
  /** Bytes a Markdown report may take; 1 MiB, the limit of a job summary, when not given. */
  readonly maxBytes?: number;
  /** Address of a line of a file, for Markdown that is read away from the repository. */
  readonly permalink?: (file: string, line: number) => string;
}

/** A report format. Pure: the same result and options give the same text. */
export type Render = (result: Result, options: ReportOptions) => string;
