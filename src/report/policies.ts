import type { ConformanceResult, LayerReport, PolicyReport, SectionReport } from '../conformance/model.ts';
import { count } from '../text/plural.ts';
import type { Evidence, Layer, Verdict } from '../types.ts';
import { worstVerdict } from '../verdicts.ts';

/** What every format says of the policies that no runbook or record is judged by. */
export const OTHER_POLICIES = {
  title: 'Other policies',
  note: 'Judged by their text alone: whether each section says what its definition asks. What is done under them is not judged here.',
} as const;

/** Where conformity with a section was seen in a layer. */
export function evidenceOf(
  { requirements }: Pick<ConformanceResult, 'requirements'>,
  { policy, key }: SectionReport,
  layer: Layer,
): readonly Evidence[] {
  return (
    requirements.find((one) => one.policy === policy && one.section === key && one.layer === layer)?.evidence ?? []
  );
}

/** The layers in which a definition asks for something. */
export function askedLayers({ layers }: SectionReport): readonly LayerReport[] {
  return layers.filter(({ verdict }) => verdict !== 'not-applicable');
}

export interface PolicyVerdict {
  readonly verdict: Verdict;
  /** "6 of 8 sections" */
  readonly passed: string;
}

/** The worst verdict on a policy, and how many of its sections pass. */
export function policyVerdict({ sections }: PolicyReport): PolicyVerdict {
  const verdicts = sections.map((section) => worstVerdict(askedLayers(section).map(({ verdict }) => verdict)));
  const passed = verdicts.filter((verdict) => verdict === 'conforms').length;
  return { verdict: worstVerdict(verdicts), passed: `${passed} of ${count(verdicts.length, 'section')}` };
}
