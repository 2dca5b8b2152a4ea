import type { PolicyReading } from '../policy-value.ts';
import { defineDocumentRule } from './define-rule.ts';
import { CLAUSES, existsInStandard, SUBJECTS } from './shared/iso-42001.ts';

type Cited = PolicyReading['references'][number];

const STANDARD = '42001';

export default defineDocumentRule({
  id: 'policy-wrong-standard-reference',
  section: null,
  layer: 'design',
  severity: 'warning',
  references: ['7.5.2'],
  summary: 'A policy cites a clause or control that ISO/IEC 42001 does not have, or has for something else.',
  rationale:
    'An auditor looks every reference up: one that leads nowhere, or to another subject, says that the text was copied from a list and not from the standard.',
  fix: 'Cite 10.2 for nonconformity and corrective action, 10.1 for continual improvement, A.5 for impact assessment, A.7 for data, A.8 for transparency, A.9 for use and human oversight.',
  kinds: ['policy'],
  check({ value: { reading, metadata } }) {
    if (!reading) return [];
    const isMeant = meansStandard(reading.references, metadata.standards);
    return reading.references.filter(isMeant).flatMap((cited) => {
      const message = whatIsWrong(cited);
      return message === undefined ? [] : [{ place: { line: cited.line }, message }];
    });
  },
});

/** A number without a standard is one of 42001 in a document that cites no other. */
function meansStandard(all: readonly Cited[], stated: unknown): (cited: Cited) => boolean {
  const named = new Set(all.flatMap(({ standard }) => (standard === null ? [] : [standard])));
  const isOnlyOne = [...named].every((standard) => standard === STANDARD);
  const isNamed = named.has(STANDARD) || JSON.stringify(stated ?? '').includes(STANDARD);
  return ({ standard }) => standard === STANDARD || (standard === null && isOnlyOne && isNamed);
}

function whatIsWrong({ clause, text }: Cited): string | undefined {
  if (!existsInStandard(clause)) return `Unexpected reference ${clause}, which ISO/IEC 42001:2023 does not have`;
  const after = wordsOf(text, clause);
  const meant = SUBJECTS.filter(({ words }) => words.test(after));
  const isRight = meant.some(({ group }) => clause === group || clause.startsWith(`${group}.`));
  const [first] = meant;
  if (!first || isRight || !isOfKind(clause, first.group)) return undefined;
  return `Unexpected reference ${clause} for ${first.about}, expected ${first.group}`;
}

/** Words right after the number, up to the next one: "A.10 Data governance". */
function wordsOf(text: string, clause: string): string {
  const at = text.indexOf(clause);
  const rest = at < 0 ? '' : text.slice(at + clause.length, at + clause.length + 60);
  return rest.split(/\bA\.\d|\b\d{1,2}\.\d|[;,.]/, 1)[0] ?? '';
}

/** Controls are told from controls and clause 10 from itself: other clauses may well speak of the same subject. */
function isOfKind(clause: string, group: string): boolean {
  return group.startsWith('A.') ? clause.startsWith('A.') : CLAUSES.has(clause) && clause.startsWith('10');
}
