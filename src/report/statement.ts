import { createHash } from 'node:crypto';
import type { ConformanceResult } from '../conformance/model.ts';
import { jsonText } from '../text/escape.ts';

export const PREDICATE_TYPE = 'https://aimscheck.github.io/aimscheck/attestation/conformance-report/v1';

/**
 * An in-toto statement (v1) on the files of a report: their digests, and what they were made from. `actions/attest` or
 * any other signer makes an attestation of it.
 */
export function renderStatement(result: ConformanceResult, files: ReadonlyMap<string, Uint8Array>): string {
  const { tool, commit, as_of, summary, requirements, report } = result;
  const verdicts = requirements.map(({ verdict }) => verdict);
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [...files]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, bytes]) => ({ name, digest: { sha256: createHash('sha256').update(bytes).digest('hex') } })),
    predicateType: PREDICATE_TYPE,
    predicate: {
      tool,
      commit,
      as_of,
      period: report.period,
      options: report.options,
      digests: report.digests,
      findings: {
        errors: summary.errors,
        warnings: summary.warnings,
        notices: summary.notices,
        waived: summary.waived,
      },
      verdicts: Object.fromEntries(
        [...new Set(verdicts)].sort().map((one) => [one, verdicts.filter((verdict) => verdict === one).length]),
      ),
    },
  };
  return jsonText(`${JSON.stringify(statement, null, 2)}\n`);
}
