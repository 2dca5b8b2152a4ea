import { ASSESSED_POLICY, type Assessed, assess } from '../check/assess.ts';
import { requirements as texts } from '../generated/conformance.ts';
import { policies } from '../generated/outline.ts';
import type { Finding, Layer } from '../types.ts';
import type { ConformanceInput } from './input.ts';
import type { LayerReport, SectionReport } from './model.ts';

const TEXTS: Readonly<Record<string, Partial<Record<Layer, string>>>> = texts;

/** The eight sections, each with its three requirements, judged twice: with waivers and as if there were none. */
export function sectionReports({ result, basis: { documents, grading } }: ConformanceInput): SectionReport[] {
  const policy = policies.find(({ type }) => type === ASSESSED_POLICY);
  const waived = assess(documents, result.findings, grading);
  const unwaived = assess(documents, result.findings.map(withoutWaiver), grading);
  return (policy?.sections ?? []).map(({ key, title, references }) => ({
    key,
    title,
    references,
    layers: waived.flatMap((one, i) =>
      one.section === key ? [layerReport(one, { unwaived: unwaived[i] ?? one, findings: result.findings })] : [],
    ),
  }));
}

function withoutWaiver({ waived: _, ...finding }: Finding): Finding {
  return finding;
}

function layerReport(
  assessed: Assessed,
  { unwaived, findings }: { unwaived: Assessed; findings: readonly Finding[] },
): LayerReport {
  const { section, layer, verdict, reason, checked, passed, failed, not_evaluable } = assessed;
  const own = findings.filter((finding) => finding.section === section && finding.layer === layer);
  return {
    layer,
    requirement: TEXTS[section]?.[layer] ?? '',
    verdict,
    unwaived: unwaived.verdict,
    reason,
    checked,
    passed,
    failed,
    not_evaluable,
    waived: own.filter((finding) => finding.waived).length,
    findings: own.map(({ fingerprint }) => fingerprint),
  };
}
