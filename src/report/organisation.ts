import type { OrganisationReport, RepositoryRow } from '../organisation/model.ts';
import { isAddress, markdownText } from '../text/escape.ts';
import { count } from '../text/plural.ts';

/** One table over the repositories of an organisation, as Markdown; whatever was not scanned is named with its reason. */
export function renderOrganisation({ owner, totals, repositories, not_scanned }: OrganisationReport): string {
  const found = [count(totals.errors, 'error'), count(totals.warnings, 'warning'), count(totals.notices, 'notice')];
  const lines = [
    `## aimscheck: ${markdownText(owner)}`,
    '',
    `${found.join(', ')} in ${count(totals.documents, 'document')}; repositories: ${totals.repositories} scanned, ${totals.not_scanned} not`,
    '',
    '| Repository | Errors | Warnings | Notices | Waived | Documents | Worst findings |',
    '|---|---|---|---|---|---|---|',
    ...repositories.map(rowOf),
    ...(not_scanned.length === 0 ? [] : ['', '### Not scanned', '']),
    ...not_scanned.map(({ name, reason }) => `- ${markdownText(name)}: ${markdownText(reason)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function rowOf({ name, url, worst, ...counts }: RepositoryRow): string {
  const findings = worst.map(
    ({ url: place, file, line, message }) => `${link(`${file}:${line}`, place)} ${markdownText(message)}`,
  );
  const numbers = [counts.errors, counts.warnings, counts.notices, counts.waived, counts.documents];
  return `| ${[link(name, url), ...numbers, findings.join('<br>')].join(' | ')} |`;
}

const link = (text: string, url: string): string =>
  isAddress(url) ? `[${markdownText(text)}](${url})` : markdownText(text);
