import { defineDocumentRule } from './define-rule.ts';
import { hasReached } from './shared/incident-states.ts';

interface Options {
  readonly min_whys: number;
  readonly min_events: number;
}

/** Methods that show themselves in the record: the list they fill and what its items are called. */
const SHAPES = new Map<string, { readonly list: 'whys' | 'timeline'; readonly items: string }>([
  ['5-whys', { list: 'whys', items: 'whys' }],
  ['timeline', { list: 'timeline', items: 'events' }],
  ['causal-factor-charting', { list: 'timeline', items: 'events' }],
]);

export default defineDocumentRule<'incident', Options>({
  id: 'incident-rca-method-missing',
  section: 'investigation-and-root-cause',
  layer: 'operation',
  severity: 'warning',
  references: ['10.2'],
  summary: 'An investigation names no method, or shows less of it than the method needs.',
  rationale:
    'A named method makes the way from event to cause one that others can follow and repeat; auditors ask for it before they believe the cause.',
  fix: 'Add "method:" under investigation, such as 5-whys, ishikawa, timeline or change-analysis, with what it produced.',
  options: {
    min_whys: {
      title: 'Least whys',
      description: 'Answers that 5-whys needs.',
      type: 'integer',
      minimum: 0,
      maximum: 20,
    },
    min_events: {
      title: 'Least events',
      description: 'Events that a timeline needs.',
      type: 'integer',
      minimum: 0,
      maximum: 100,
    },
  },
  defaults: { min_whys: 3, min_events: 5 },
  kinds: ['incident'],
  *check({ value }, { options }) {
    const { investigation, state } = value;
    const shape = SHAPES.get(investigation?.method ?? '');
    // While the investigation runs, its lists are still growing.
    if (!shape || !hasReached(state, 'remediating')) return;
    const found = investigation?.[shape.list]?.length ?? 0;
    const least = shape.list === 'whys' ? options.min_whys : options.min_events;
    if (found >= least) return;
    yield {
      place: { pointer: `/investigation/${shape.list}`, on: 'key' },
      message: `${found === 0 ? 'No' : `Only ${found}`} ${shape.items} for method ${investigation?.method}, expected at least ${least}`,
      help: `Add "${shape.list}:" under investigation, or name the method that was used.`,
    };
  },
});
