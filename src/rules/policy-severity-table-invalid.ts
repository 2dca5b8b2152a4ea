import type { ScaleLevel } from '../policy-value.ts';
import { count } from '../text/plural.ts';
import { listValues } from '../text/suggest.ts';
import type { Report } from '../types.ts';
import { defineDocumentRule } from './define-rule.ts';

const FEWEST = 3;

export default defineDocumentRule({
  id: 'policy-severity-table-invalid',
  section: 'classification',
  layer: 'design',
  severity: 'error',
  references: ['10.2', '8.1'],
  summary: 'The severity scale of a policy has too few levels, one of them twice, no order, no criteria or no times.',
  rationale:
    'What is proportionate to an incident is read off its severity: where levels are missing, mixed up or without criteria, two people on call grade the same incident differently and every time limit hangs in the air.',
  fix: 'List at least three levels from the worst to the mildest, each once, with the criteria that make it and the time to respond.',
  kinds: ['policy'],
  *check({ value: { reading, commitments } }) {
    const scale = reading?.scale ?? [];
    const [first] = scale;
    if (!first) return;
    const levels = new Set(scale.map(({ order }) => order));
    if (levels.size < FEWEST)
      yield at(first, `Missing severity levels: ${count(levels.size, 'level')}, expected ${FEWEST} at least`);
    yield* findTwice(scale);
    if (!isOrdered(scale)) yield at(first, 'Unexpected order of severity levels, expected the worst first or last');
    const bare = scale.filter(({ criteria }) => criteria === null);
    if (bare.length > 0) yield at(bare[0] ?? first, `Missing criteria of ${listValues(bare.map(({ id }) => id))}`);
    const timed = new Set(commitments.map(({ severity }) => severity));
    const untimed = scale.filter(({ id, response_time }) => response_time === null && !timed.has(id));
    if (untimed.length > 0)
      yield at(untimed[0] ?? first, `Missing response time of ${listValues(untimed.map(({ id }) => id))}`);
  },
});

const at = ({ line }: ScaleLevel, message: string): Report => ({ place: { line }, message });

function* findTwice(scale: readonly ScaleLevel[]): Generator<Report> {
  const seen = new Map<number, ScaleLevel>();
  for (const level of scale) {
    const before = seen.get(level.order);
    if (before) yield at(level, `Unexpected second level "${level.id}", "${before.id}" is in line ${before.line}`);
    else seen.set(level.order, level);
  }
}

function isOrdered(scale: readonly ScaleLevel[]): boolean {
  const orders = [...new Set(scale.map(({ order }) => order))];
  const isRising = orders.every((order, i) => i === 0 || order > (orders[i - 1] ?? 0));
  return isRising || orders.every((order, i) => i === 0 || order < (orders[i - 1] ?? 0));
}
