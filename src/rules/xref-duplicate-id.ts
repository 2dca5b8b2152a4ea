import type { Workspace } from '../facts/index.ts';
import type { DocumentRef } from '../types.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { KIND_NAMES } from './shared/carriers.ts';

const ID = { pointer: '/id' };

export default defineWorkspaceRule({
  id: 'xref-duplicate-id',
  section: null,
  layer: null,
  severity: 'error',
  references: ['7.5.2'],
  summary: 'Two documents of one kind have the same id.',
  rationale:
    'Whoever cites the id means one of them, and neither an auditor nor this check can tell which: a CAPA may be closed on the strength of the wrong record.',
  fix: 'Give the later document an id of its own and correct what refers to it; remove it where it is a copy.',
  *check(workspace) {
    const first = new Map<string, DocumentRef>();
    for (const { ref, id } of carriersOf(workspace).sort((a, b) => compare(a.ref, b.ref))) {
      if (id === undefined) continue;
      const key = `${ref.kind} ${id}`;
      const earlier = first.get(key);
      if (!earlier) first.set(key, ref);
      else {
        yield {
          document: ref,
          place: ID,
          message: `${KIND_NAMES[ref.kind]} id ${JSON.stringify(id)} is already used in ${earlier.path}`,
          related: [{ document: earlier, place: ID, message: 'The same id' }],
        };
      }
    }
  },
});

function carriersOf({ incidents, capas, runbooks, policies, waivers = [] }: Workspace) {
  return [...incidents, ...capas, ...runbooks, ...policies, ...waivers];
}

/** The order does not depend on the language of the machine. */
function compare(a: DocumentRef, b: DocumentRef): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  if (a.index !== b.index) return a.index - b.index;
  return a.base.length - b.base.length || (a.base < b.base ? -1 : 1);
}
