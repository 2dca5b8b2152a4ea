import { hasReached } from '../facts/incident-states.ts';
import { methodShapes } from '../generated/outline.ts';
import { count } from '../text/plural.ts';
import { defineDocumentRule, type Values } from './define-rule.ts';

type Investigation = Values['incident']['investigation'];

/** Lists under investigation that show a method, and how long they have to be. */
const SHAPES: ReadonlyMap<string, readonly { readonly list: string; readonly least: number }[]> = new Map(
  Object.entries(methodShapes),
);

interface Options {
  readonly least: Readonly<Record<string, number>>;
}

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
    least: {
      title: 'Least lengths',
      description: 'Own least lengths of the lists that show a method, such as whys: 5 or timeline: 3.',
      type: 'object',
      additionalProperties: { type: 'integer', minimum: 0, maximum: 100 },
    },
  },
  defaults: { least: {} },
  kinds: ['incident'],
  check({ value: { investigation, state } }, { options }) {
    const shape = SHAPES.get(investigation?.method ?? '');
    // While the investigation runs, its lists are still growing.
    if (!shape || !hasReached(state, 'remediating')) return;
    return shape.flatMap(({ list, least: usual }) => {
      const least = options.least[list] ?? usual;
      const found = lengthOf(investigation, list);
      if (found >= least) return [];
      const name = list.replace('/', '.');
      return {
        place: { pointer: `/investigation/${list}`, on: 'key' as const },
        message: `${found === 0 ? 'Missing' : `Only ${count(found, 'entry', 'entries')} in`} ${name} for method ${investigation?.method}, expected at least ${least}`,
        help: `Add "${name}:" under investigation, or name the method that was used.`,
      };
    });
  },
});

function lengthOf(investigation: Investigation, list: string): number {
  const [key, inner] = list.split('/');
  const value = investigation?.[key as keyof NonNullable<Investigation>];
  const items = inner === undefined ? value : (value as Readonly<Record<string, unknown>> | undefined)?.[inner];
  return Array.isArray(items) ? items.length : 0;
}
