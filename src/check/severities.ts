import type { DiscoveredFile } from '../discover.ts';
import { policyFacts } from '../facts/policy.ts';
import { type SeverityScale, severityScale } from '../facts/severity-scale.ts';
import { parseFile } from '../parse/index.ts';
import type { ReadResult } from '../read.ts';
import { isRecord } from '../text/is-record.ts';
import { readPolicy } from './policy.ts';

/** The organisation's severities for what needs nothing else of its policies. */
export async function readSeverities(
  configured: readonly string[] | undefined,
  files: readonly DiscoveredFile[],
  read: (path: string) => ReadResult,
): Promise<SeverityScale> {
  const policies = configured ? [] : files.filter(({ kind }) => kind === 'policy');
  const facts = await Promise.all(
    policies.map(async ({ path }) => {
      const found = read(path);
      const { values, body } = 'text' in found ? await parseFile(path, found.text) : { values: [], body: undefined };
      if (!body) return [];
      const { value } = await readPolicy(body, isRecord(values[0]) ? values[0] : {});
      return [policyFacts({ kind: 'policy', path, index: 0, base: '', syntax: 'markdown', value })];
    }),
  );
  return severityScale(configured, facts.flat());
}
