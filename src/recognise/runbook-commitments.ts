import type { Markdown } from '../types.ts';
import { type Commitment, findCommitments } from './commitments.ts';
import type { CompiledDefinition } from './compile.ts';
import type { Level } from './levels.ts';
import { readDocument } from './reading.ts';

/**
 * What a runbook promises, read like a policy: "contain within 30 minutes of the alert".
 *
 * @param severities the levels that it handles, as its front matter names them.
 */
export function runbookCommitments(
  { blocks }: Pick<Markdown, 'blocks'>,
  compiled: CompiledDefinition,
  severities: readonly string[],
): readonly Commitment[] {
  const levels = severities.map((id, i): Level => ({ id, label: id, rank: i + 1, line: 1, part: 0, fields: {} }));
  return findCommitments(readDocument({ blocks }, compiled), compiled, levels);
}
