import type { ReportOptions } from '../src/report/index.ts';
import { uriPath } from '../src/text/escape.ts';
import type { RunEvent } from './event.ts';

/**
 * Addresses of lines at the commit that was checked, on the server the workflow runs on. None where that is not a
 * commit of this repository the event names: GitHub could not show it.
 */
export function permalinks(
  env: NodeJS.ProcessEnv,
  { event, commit }: { event: RunEvent; commit: string | null },
): Pick<ReportOptions, 'permalink'> & { readonly repository?: string } {
  const { GITHUB_REPOSITORY: repository, GITHUB_SERVER_URL: server = 'https://github.com', GITHUB_SHA: sha } = env;
  if (!repository || commit === null || ![sha, event.head].includes(commit)) return {};
  const address = `${server}/${repository}`;
  return {
    repository: address,
    permalink: (file, line) => `${address}/blob/${commit}/${uriPath(file)}#L${line}`,
  };
}
