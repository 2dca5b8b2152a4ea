import { type Assessed, concerning } from '../check/assess.ts';
import { hasRecords, type PolicyOutline, type SectionOutline } from '../check/assessed-policies.ts';
import type { Finding } from '../types.ts';
import { askedOf } from './asked.ts';
import type { ConformanceInput } from './input.ts';
import type { LayerReport, PolicyReport, ReportPart } from './model.ts';

/** Every policy that is judged, by section and layer, twice: with waivers and as if there were none. */
export function policyReports({ result, basis }: ConformanceInput): Pick<ReportPart, 'sections' | 'policies'> {
  const { documents, scale } = basis;
  const { assessed, unwaived } = basis.judgement;
  const reports = scale.policies.map((policy) => {
    const findings = result.findings.filter(concerning(policy, documents));
    const files = documents.filter(({ type }) => type === policy.type).map(({ file }) => file);
    const layersOf = (section: SectionOutline) =>
      assessed.flatMap((one, i) =>
        one.policy === policy.type && one.section === section.key
          ? [layerReport(one, { asked: askedOf(policy, section, one.layer), unwaived: unwaived[i] ?? one, findings })]
          : [],
      );
    return { policy, report: policyReport(policy, files, layersOf) };
  });
  return {
    sections: reports.flatMap(({ policy, report }) => (hasRecords(policy) ? report.sections : [])),
    policies: reports.flatMap(({ policy, report }) => (hasRecords(policy) ? [] : [report])),
  };
}

function policyReport(
  { type, title, references, sections }: PolicyOutline,
  files: readonly string[],
  layersOf: (section: SectionOutline) => readonly LayerReport[],
): PolicyReport {
  return {
    type,
    title,
    references,
    documents: [...new Set(files)],
    sections: sections.map((section) => ({
      policy: type,
      key: section.key,
      title: section.title,
      references: section.references,
      layers: layersOf(section),
    })),
  };
}

interface Beside {
  readonly asked: string;
  readonly unwaived: Assessed;
  readonly findings: readonly Finding[];
}

function layerReport(assessed: Assessed, { asked: requirement, unwaived, findings }: Beside): LayerReport {
  const { section, layer, verdict, reason, checked, passed, failed, not_evaluable } = assessed;
  const own = findings.filter((finding) => finding.section === section && finding.layer === layer);
  return {
    layer,
    requirement,
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
