import { samePerson } from '../facts/person.ts';
import { isWildcard } from '../facts/waiver.ts';
import { isRecord } from '../text/is-record.ts';
import { listValues } from '../text/suggest.ts';
import { daysBetween } from '../time.ts';
import type { Report } from '../types.ts';
import { defineDocumentRule } from './define-rule.ts';

interface Options {
  readonly max_days: number;
}

type Waiver = Record<string, unknown>;

export default defineDocumentRule<'waiver', Options>({
  id: 'waiver-invalid',
  section: null,
  layer: null,
  severity: 'error',
  references: ['7.5.3', '6.1.3'],
  summary: 'A waiver is incomplete, approved by the one who asked for it, too long or without bounds.',
  rationale:
    'A waiver takes findings out of the count: an auditor accepts that only as a decision of somebody else, on named records, that ends.',
  fix: 'Write rule_ids or requirements, scope, reason, risk_statement, requested_by, approved_by (somebody else), granted_at and expires_at.',
  kinds: ['waiver'],
  options: {
    max_days: {
      title: 'Longest time',
      description: 'Days from granted_at that a waiver may hold at most.',
      type: 'integer',
      minimum: 1,
      maximum: 3_650,
    },
  },
  defaults: { max_days: 365 },
  *check({ value }, { options }) {
    yield* findSelfApproval(value);
    yield* findUnbounded(value);
    yield* findWrongTime(value, options.max_days);
  },
});

function* findSelfApproval({ requested_by, approved_by, renewals }: Waiver): Generator<Report> {
  const approvals = [{ by: approved_by, pointer: '/approved_by' }];
  for (const [i, renewal] of (Array.isArray(renewals) ? renewals : []).entries()) {
    if (isRecord(renewal)) approvals.push({ by: renewal.approved_by, pointer: `/renewals/${i}/approved_by` });
  }
  for (const { by, pointer } of approvals) {
    if (!samePerson(requested_by, by)) continue;
    yield {
      place: { pointer },
      message: 'The waiver is approved by the one who requested it',
      help: 'Let somebody else approve it, who answers for the risk.',
    };
  }
}

/** A list with one item that matches everything is not bounded by the others; records or systems bound the paths. */
function* findUnbounded({ rule_ids, scope }: Waiver): Generator<Report> {
  const limits = isRecord(scope) ? scope : {};
  const isNarrowed = ['records', 'systems'].some((key) => textsOf(limits[key]).some((text) => !isWildcard(text)));
  const lists = [
    { texts: textsOf(rule_ids), pointer: '/rule_ids', expected: 'the ids of rules' },
    ...['paths', 'records', 'systems'].map((key) => ({
      texts: isNarrowed && key === 'paths' ? [] : textsOf(limits[key]),
      pointer: `/scope/${key}`,
      expected: 'what it is limited to',
    })),
  ];
  for (const { texts, pointer, expected } of lists) {
    const at = texts.findIndex(isWildcard);
    if (at < 0) continue;
    yield {
      place: { pointer: `${pointer}/${at}` },
      message: `Unexpected ${listValues(texts.slice(at, at + 1))}, which matches everything, expected ${expected}`,
    };
  }
}

function* findWrongTime({ granted_at, expires_at, renewals }: Waiver, longest: number): Generator<Report> {
  if (typeof granted_at !== 'string' || typeof expires_at !== 'string') return;
  const days = daysBetween(granted_at, expires_at);
  const place = { pointer: '/expires_at' };
  if (days < 0) yield { place, message: `expires_at ${expires_at} is before granted_at ${granted_at}` };
  // A renewal may have moved the end: each was a decision of its own.
  else if (days > longest && !Array.isArray(renewals)) {
    yield { place, message: `The waiver holds for ${days} days, expected ${longest} at most: granted ${granted_at}` };
  }
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map((item) => (typeof item === 'string' ? item : '')) : [];
}
