import { UsageError } from '../errors.ts';

/** @throws UsageError for what is not `owner/name` */
export function splitRepository(repository: string): [string, string] {
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(repository) ?? [];
  if (owner === undefined || repo === undefined) {
    throw new UsageError(`the repository: unexpected "${repository}", expected OWNER/NAME`);
  }
  return [owner, repo];
}
