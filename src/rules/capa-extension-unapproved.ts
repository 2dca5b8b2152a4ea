import type { Capa, DeepPartial } from '../documents.ts';
import { personName, samePerson } from '../facts/person.ts';
import type { Report } from '../types.ts';
import { defineDocumentRule } from './define-rule.ts';

export default defineDocumentRule({
  id: 'capa-extension-unapproved',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'error',
  references: ['10.2', '7.5.3'],
  summary: 'The due date of a CAPA was moved without an extension, or the extension is not approved by another person.',
  rationale:
    'A date that its own owner can move binds nobody; an approved extension shows that somebody weighed the risk of waiting.',
  fix: 'Add an entry under "extensions:" with from, to, reason, interim_risk and approved_by, somebody other than the owner.',
  kinds: ['capa'],
  *check({ value }) {
    yield* unexplainedMove(value);
    yield* unapproved(value);
  },
});

function* unexplainedMove({ due_date: due, original_due_date: original, extensions }: DeepPartial<Capa>) {
  if (due === undefined || original === undefined || due === original) return;
  if (extensions?.some(({ to }) => to === due)) return;
  const report: Report = {
    place: { pointer: '/extensions', on: 'key' },
    message: `Missing extension to ${due}: due_date was moved from ${original}`,
  };
  yield report;
}

function* unapproved({ owner, due_date: due, extensions = [] }: DeepPartial<Capa>): Generator<Report> {
  for (const [i, { from, to, approved_by: approver }] of extensions.entries()) {
    // Asked for and not decided: the due date has not moved yet.
    if (approver === undefined && due !== undefined && from === due) continue;
    const pointer = `/extensions/${i}/approved_by`;
    const which = `extension${to === undefined ? '' : ` to ${to}`}`;
    if (approver === undefined) {
      yield { place: { pointer, on: 'key' }, message: `Missing approved_by of the ${which}` };
    } else if (samePerson(owner, approver)) {
      yield {
        place: { pointer },
        message: `The ${which} is approved by ${personName(approver)}, the owner of the CAPA`,
      };
    }
  }
}
