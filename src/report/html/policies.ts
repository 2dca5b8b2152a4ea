import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { ConformanceResult, LayerReport, PolicyReport } from '../../conformance/model.ts';
import { describeReferences } from '../../text/references.ts';
import { askedLayers, evidenceOf, OTHER_POLICIES, policyVerdict } from '../policies.ts';
import { lead, type PageContext, section, subsection, verdictPill } from './parts.ts';
import { evidenceList, findingList, findingsOf } from './requirements.ts';

/** Policies of which the text alone is judged: a line each, as part of the overview. */
export function policiesTable({ report: { policies } }: ConformanceResult): ElementContent[] {
  if (policies.length === 0) return [];
  return [
    h('table.others', [
      h('caption', [h('strong', `${OTHER_POLICIES.title}.`), ` ${OTHER_POLICIES.note}`]),
      h(
        'thead.vh',
        h(
          'tr',
          ['Policy', 'Verdict', 'Sections that pass'].map((title) => h('th', { scope: 'col' }, title)),
        ),
      ),
      h('tbody', policies.map(policyRow)),
    ]),
  ];
}

function policyRow(policy: PolicyReport): ElementContent {
  const { verdict, passed } = policyVerdict(policy);
  return h('tr', [
    h('th', { scope: 'row' }, h('a', { href: `#${idOf(policy)}` }, policy.title)),
    h('td', verdictPill(verdict)),
    h('td', `${passed} pass`),
  ]);
}

export const idOf = ({ type }: PolicyReport): string => `policy-${type}`;

/** The same policies, section by section. */
export function policiesPart(result: ConformanceResult, context: PageContext): ElementContent[] {
  const { policies } = result.report;
  if (policies.length === 0) return [];
  return [
    section('policies', OTHER_POLICIES.title, [
      lead(OTHER_POLICIES.note),
      ...policies.map((policy) =>
        subsection(idOf(policy), policy.title, [
          h('p', { className: ['soft', 'small'] }, sayWhere(policy)),
          ...policy.sections.flatMap((one) =>
            askedLayers(one).map((layer) =>
              h('div.req', [
                h('div.side', [h('h4', one.title), verdictPill(layer.verdict)]),
                h('div', [
                  h('p.asks', layer.requirement),
                  h('p.why', sayWhy(layer)),
                  ...findingList(findingsOf(result, layer), context),
                  ...evidenceList(evidenceOf(result, one, layer.layer), layer.passed, context),
                ]),
              ]),
            ),
          ),
        ]),
      ),
    ]),
  ];
}

function sayWhere({ references, documents }: PolicyReport): string {
  const where =
    documents.length === 0 ? 'No such policy is there; the configuration asks for it.' : documents.join(', ');
  return [describeReferences(references), where].filter(Boolean).join(' · ');
}

function sayWhy({ reason, waived, unwaived }: LayerReport): string {
  return waived === 0 ? reason : `${reason} ${waived} waived; without waivers: ${unwaived}.`;
}
