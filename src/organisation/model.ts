import type { Finding, Result } from '../types.ts';

/** The repositories of an organisation: those to be checked, and those that are not, with the reason. */
export interface Listing {
  readonly version: 1;
  readonly owner: string;
  readonly repositories: readonly { readonly name: string; readonly branch: string }[];
  readonly not_scanned: readonly NotScanned[];
}

export interface NotScanned {
  readonly name: string;
  readonly reason: string;
}

/** One report over the repositories of an organisation (the JSON shape, version 1). */
export interface OrganisationReport {
  readonly version: 1;
  readonly owner: string;
  readonly totals: Counts & { readonly repositories: number; readonly not_scanned: number };
  readonly repositories: readonly RepositoryRow[];
  readonly not_scanned: readonly NotScanned[];
}

export type Counts = Pick<Result['summary'], 'errors' | 'warnings' | 'notices' | 'waived'> & {
  readonly documents: number;
};

export interface RepositoryRow extends Counts {
  readonly name: string;
  readonly as_of: string;
  readonly commit: string | null;
  /** Address at that commit; of the repository where nothing is committed. */
  readonly url: string;
  /** The worst findings that are not waived, worst first. */
  readonly worst: readonly (Pick<Finding, 'rule' | 'severity' | 'message' | 'file' | 'line'> & {
    readonly url: string;
  })[];
}
