import type { Commitment } from '../policy-value.ts';
import { findDurations } from '../recognise/durations.ts';
import type { Markdown } from '../types.ts';

/** The promises that a runbook's body makes. What it takes to read them is loaded only where one names a time. */
export async function promisesOf(body: Markdown, value: unknown): Promise<readonly Commitment[]> {
  if (!body.blocks.some(({ type, text }) => type !== 'code' && findDurations(text).length > 0)) return [];
  const [{ runbookCommitments }, { loadDefinitions }] = await Promise.all([
    import('../recognise/runbook-commitments.ts'),
    import('./policy.ts'),
  ]);
  const [definition] = await loadDefinitions();
  const { severity = [] } = value as { severity?: readonly string[] };
  return definition ? runbookCommitments(body, definition, severity) : [];
}
