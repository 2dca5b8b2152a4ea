import { capaFacts } from '../facts/capa.ts';
import { incidentFacts } from '../facts/incident.ts';
import type { Facts } from '../facts/index.ts';
import { policyFacts } from '../facts/policy.ts';
import { profileFacts } from '../facts/profile.ts';
import { runbookFacts } from '../facts/runbook.ts';
import { waiverFacts } from '../facts/waiver.ts';
import { reportsOf, type Values } from '../rules/define-rule.ts';
import { isRecord } from '../text/is-record.ts';
import type { Document, DocumentRef } from '../types.ts';
import type { Draft } from './draft.ts';
import type { RuleSet } from './rule-set.ts';

/** Id of a record, where it says one. */
export function idOf(value: unknown): string | undefined {
  return isRecord(value) && typeof value.id === 'string' ? value.id : undefined;
}

/** CAPAs kept in an incident are documents of their own for the rules. */
export function withEmbedded(document: Document): Document[] {
  const value = document.value as Values['incident'];
  if (document.kind !== 'incident' || !value.capa) return [document];
  const embedded = value.capa.map((capa, i) => ({
    ...document,
    kind: 'capa' as const,
    value: capa,
    base: `/capa/${i}`,
  }));
  return [document, ...embedded];
}

/** What the document rules say of one document. */
export function runDocumentRules(document: Document, rules: RuleSet): Draft[] {
  const drafts: Draft[] = [];
  const ref: DocumentRef = { kind: document.kind, path: document.path, index: document.index, base: document.base };
  const subject = idOf(document.value) ?? document.path;
  for (const { rule, context } of rules.document(document.kind)) {
    const said = rule.check(document as never, context);
    if (said === undefined) continue;
    for (const report of reportsOf(said)) drafts.push({ ...report, rule: rule.id, document: ref, subject });
  }
  return drafts;
}

/** What other documents and the clock need of a document. `parent`: id of the record it is kept in. */
export function factsOf(document: Document, parent: string | undefined): Facts | undefined {
  if (document.kind === 'incident') return incidentFacts(document as Document<Values['incident']>);
  if (document.kind === 'capa') {
    return capaFacts(document as Document<Values['capa']>, document.base === '' ? undefined : parent);
  }
  if (document.kind === 'runbook') return runbookFacts(document as Document<Values['runbook']>);
  if (document.kind === 'policy') return policyFacts(document as Document<Values['policy']>);
  if (document.kind === 'waiver') return waiverFacts(document as never);
  return document.kind === 'profile' ? profileFacts(document as never) : undefined;
}
