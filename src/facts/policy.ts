import type { PolicyValue } from '../policy-value.ts';
import type { Document, DocumentRef } from '../types.ts';
import { lawsNamed } from './laws-named.ts';
import { type NoticeAuthority, noticeAuthorities } from './notification-matrix.ts';
import { type ProductUse, productUses } from './products.ts';

export interface PolicyFacts {
  readonly kind: 'policy';
  readonly ref: DocumentRef;
  readonly id: string | undefined;
  readonly title: string | undefined;
  /** Key of the definition it follows; undefined where none is recognised. */
  readonly type: string | undefined;
  readonly status: string | undefined;
  readonly reviewDate: string | undefined;
  readonly effectiveDate: string | undefined;
  /** When it was last looked at: its last review, else its approval, else the date it came into force. */
  readonly lastReview: string | undefined;
  readonly reviewCycleMonths: number | undefined;
  /** Labels of its severity table, worst first, with the line of each. */
  readonly severities: readonly { readonly id: string; readonly line: number }[];
  /** Topics that its classification covers, the categories of incidents among them. */
  readonly categories: readonly string[];
  readonly commitments: PolicyValue['commitments'];
  readonly noticeAuthorities: readonly NoticeAuthority[];
  /** Laws and codes with duties to notify that it names, as policies/notification-clocks.yml calls them. */
  readonly laws: readonly string[];
  /** Line of its section on notification; undefined without one. */
  readonly notificationLine: number | undefined;
  /** Well-known products that it says are used. */
  readonly products: readonly ProductUse[];
}

export function policyFacts(document: Document<PolicyValue>): PolicyFacts {
  const { kind, path, index, base, value } = document;
  const metadata = value.metadata;
  const text = (key: string) => (typeof metadata[key] === 'string' ? metadata[key] : undefined);
  return {
    kind: 'policy',
    ref: { kind, path, index, base },
    id: text('id'),
    title: text('title'),
    type: value.type,
    status: text('status'),
    reviewDate: text('review_date'),
    effectiveDate: text('effective_date'),
    lastReview: text('last_review') ?? text('approved_at') ?? text('effective_date'),
    reviewCycleMonths: typeof metadata.review_cycle_months === 'number' ? metadata.review_cycle_months : undefined,
    severities: value.severity_levels.map(({ id, line }) => ({ id, line })),
    categories: Object.keys(value.sections.classification?.topics ?? {}),
    commitments: value.commitments,
    noticeAuthorities: noticeAuthorities(document.body?.blocks ?? []),
    laws: document.body ? lawsNamed(document.body) : [],
    notificationLine: value.sections['stakeholder-notification']?.line,
    products: document.body ? productUses(document.body) : [],
  };
}
