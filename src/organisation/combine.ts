import { type Result, SEVERITIES } from '../types.ts';
import type { Counts, Listing, OrganisationReport, RepositoryRow } from './model.ts';

const MOST_WORST = 3;
const NO_RESULT = 'its check gave no result';

export interface Combining {
  /** What the check of a repository gave, by its name. */
  readonly results: ReadonlyMap<string, Result>;
  /** `https://github.com`, or a GitHub Enterprise Server's. */
  readonly serverUrl: string;
}

/** Joins results of repositories to one report. Whatever is listed and has no result is named. */
export function combine(listing: Listing, { results, serverUrl }: Combining): OrganisationReport {
  const { owner } = listing;
  const repositories = listing.repositories.flatMap(({ name }) => {
    const result = results.get(name);
    return result ? [rowOf(name, result, `${serverUrl}/${owner}/${encodeURIComponent(name)}`)] : [];
  });
  const without = listing.repositories
    .filter(({ name }) => !results.has(name))
    .map(({ name }) => ({ name, reason: NO_RESULT }));
  const not_scanned = [...without, ...listing.not_scanned].sort((a, b) => (a.name < b.name ? -1 : 1));
  const totals = {
    repositories: repositories.length,
    not_scanned: not_scanned.length,
    ...sum(repositories),
  };
  return { version: 1, owner, totals, repositories: [...repositories].sort(worstFirst), not_scanned };
}

function rowOf(name: string, { as_of, commit, summary, findings }: Result, address: string): RepositoryRow {
  const { errors, warnings, notices, waived, documents } = summary;
  const { policy, incident, capa, runbook } = documents;
  const at = commit === null ? undefined : `${address}/blob/${commit}`;
  const live = findings.filter((finding) => !finding.waived);
  const worst = SEVERITIES.flatMap((level) => live.filter(({ severity }) => severity === level)).slice(0, MOST_WORST);
  return {
    name,
    as_of,
    commit,
    url: commit === null ? address : `${address}/tree/${commit}`,
    errors,
    warnings,
    notices,
    waived,
    documents: policy + incident + capa + runbook,
    worst: worst.map(({ rule, severity, message, file, line }) => {
      const path = file.split('/').map(encodeURIComponent).join('/');
      return { rule, severity, message, file, line, url: at === undefined ? address : `${at}/${path}#L${line}` };
    }),
  };
}

function sum(rows: readonly Counts[]): Counts {
  const of = (key: keyof Counts): number => rows.reduce((total, row) => total + row[key], 0);
  return {
    errors: of('errors'),
    warnings: of('warnings'),
    notices: of('notices'),
    waived: of('waived'),
    documents: of('documents'),
  };
}

function worstFirst(a: RepositoryRow, b: RepositoryRow): number {
  return b.errors - a.errors || b.warnings - a.warnings || (a.name < b.name ? -1 : 1);
}
