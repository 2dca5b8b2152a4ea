import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { ConformanceResult, LayerReport, SectionReport } from '../../conformance/model.ts';
import { clip } from '../../text/fit.ts';
import { count } from '../../text/plural.ts';
import { describeReferences } from '../../text/references.ts';
import type { Evidence, Finding } from '../../types.ts';
import { sayTerms, worstFirst } from '../findings.ts';
import { LONGEST_MESSAGE } from '../headline.ts';
import { askedLayers, evidenceOf } from '../policies.ts';
import { LAYER_TITLES } from '../summary.ts';
import { lead, type PageContext, placeLink, section, subsection, verdictPill } from './parts.ts';

/** A page of ten thousand findings is read by nobody: the rest is in the other formats, and that is said. */
const MOST_FINDINGS = 40;
/** Few findings are shown at once, more are folded. */
const MOST_OPEN = 6;

export function requirementsPart(result: ConformanceResult, context: PageContext): ElementContent {
  return section('requirements', 'Requirements, verdicts and evidence', [
    lead('For each section and layer: what is asked, the verdict and why, the evidence seen, and what was found.'),
    ...result.report.sections.map((one) =>
      subsection(one.key, one.title, [
        h('p', { className: ['soft', 'small'] }, describeReferences(one.references)),
        ...askedLayers(one).map((layer) =>
          requirement(one, layer, {
            findings: findingsOf(result, layer),
            evidence: evidenceOf(result, one, layer.layer),
            context,
          }),
        ),
      ]),
    ),
    othersPart(result, context),
  ]);
}

const byFingerprint = new WeakMap<ConformanceResult, ReadonlyMap<string, Finding>>();

/** The findings of a requirement, the worst first. */
export function findingsOf(result: ConformanceResult, { findings }: LayerReport): readonly Finding[] {
  const known = byFingerprint.get(result) ?? new Map(result.findings.map((finding) => [finding.fingerprint, finding]));
  byFingerprint.set(result, known);
  return worstFirst(findings.flatMap((fingerprint) => known.get(fingerprint) ?? []));
}

interface Seen {
  readonly findings: readonly Finding[];
  readonly evidence: readonly Evidence[];
  readonly context: PageContext;
}

function requirement(
  { key }: SectionReport,
  layer: LayerReport,
  { findings, evidence, context }: Seen,
): ElementContent {
  const { verdict, unwaived, reason, not_evaluable, passed, waived, requirement: asked } = layer;
  const notes = [
    reason,
    not_evaluable === 0 ? '' : `${count(not_evaluable, 'document')} could not be judged.`,
    waived === 0 ? '' : `${waived} waived; without waivers: ${unwaived}.`,
  ];
  return h('div.req', { id: `${key}-${layer.layer}` }, [
    h('div.side', [h('h4', LAYER_TITLES[layer.layer]), verdictPill(verdict)]),
    h('div', [
      h('p.asks', asked),
      h('p.why', notes.filter(Boolean).join(' ')),
      ...findingList(findings, context),
      ...evidenceList(evidence, passed, context),
    ]),
  ]);
}

export function findingList(findings: readonly Finding[], context: PageContext): ElementContent[] {
  if (findings.length === 0) return [];
  const list = (some: readonly Finding[]) =>
    h(
      'ul.items',
      some.map((finding) => findingItem(finding, context)),
    );
  const [shown, folded] = [findings.slice(0, MOST_OPEN), findings.slice(MOST_OPEN, MOST_FINDINGS)];
  const left = findings.length - MOST_FINDINGS;
  return [
    list(shown),
    ...(folded.length > 0 ? [h('details', [h('summary', count(folded.length, 'more finding')), list(folded)])] : []),
    ...(left > 0
      ? [h('p', { className: ['soft', 'small'] }, `${count(left, 'finding')} more: see findings.csv or the JSON.`)]
      : []),
  ];
}

function findingItem(finding: Finding, context: PageContext): ElementContent {
  const { severity, waived, message, help, rule, url } = finding;
  return h('li', { className: [waived ? 'waived' : severity] }, [
    h('strong', waived ? `Waived ${severity}` : severity[0]?.toUpperCase() + severity.slice(1)),
    ' ',
    clip(message, LONGEST_MESSAGE),
    ' ',
    placeLink(finding, context),
    h('span.fix', [waived ? `Waived ${sayTerms(waived)} ` : `${help} `, h('a', { href: url }, rule)]),
  ]);
}

export function evidenceList(evidence: readonly Evidence[], passed: number, context: PageContext): ElementContent[] {
  if (evidence.length === 0) return [];
  const title = `Evidence: ${count(evidence.length, 'place')} shown${passed > 1 ? `, from ${count(passed, 'document')} that pass` : ''}`;
  return [
    h('details', [
      h('summary', title),
      h(
        'ul.items',
        evidence.map((one) => h('li.seen', [clip(one.text, 300), ' ', placeLink(one, context)])),
      ),
    ]),
  ];
}

/** Findings that belong to no section: references, waivers, configuration. */
function othersPart(result: ConformanceResult, context: PageContext): ElementContent {
  const { sections, policies } = result.report;
  const all = [...sections, ...policies.flatMap((policy) => policy.sections)];
  const told = new Set(all.flatMap(({ layers }) => layers.flatMap(({ findings }) => findings)));
  const others = worstFirst(result.findings.filter(({ fingerprint }) => !told.has(fingerprint)));
  return subsection('other-findings', 'Beyond the sections', [
    h(
      'p',
      { className: ['soft', 'small'] },
      'Document control, references between documents, waivers and the configuration.',
    ),
    ...(others.length === 0 ? [h('p', 'Nothing was found.')] : findingList(others, context)),
  ]);
}
