import { describeGrading } from '../check/grading.ts';
import type { Workspace } from '../facts/index.ts';
import { limits } from '../generated/conformance.ts';
import { conceal } from './conceal.ts';
import { crosswalkOf } from './crosswalk.ts';
import { digestsOf } from './digests.ts';
import { type ConformanceInput, lookupOf } from './input.ts';
import type { ConformanceResult, IncidentRow, Organisation, Registers, ReportPart } from './model.ts';
import { capaRegister } from './registers/capas.ts';
import { drillRegister } from './registers/drills.ts';
import { incidentRegister } from './registers/incidents.ts';
import { moveRegister } from './registers/moves.ts';
import { notificationRegister } from './registers/notifications.ts';
import { promiseRegister } from './registers/promises.ts';
import { unjudgedRegister } from './registers/unjudged.ts';
import { waiverRegister } from './registers/waivers.ts';
import { drawSample } from './sample.ts';
import { policyReports } from './sections.ts';
import { seriesOf } from './series.ts';
import { statisticsOf } from './statistics.ts';
import { summarise } from './summary.ts';

/** The whole content of the conformance report, from a finished check. Same input, same value. */
export async function buildReport(input: ConformanceInput): Promise<ConformanceResult> {
  const { result, basis, period, settings, ledger, gaps } = input;
  const { workspace } = basis;
  const lookup = lookupOf(input);
  const { sections, policies } = policyReports(input);
  const incidents = incidentRegister(workspace, lookup);
  const capas = capaRegister(workspace, lookup);
  const registers: Registers = {
    incidents,
    capas,
    notifications: notificationRegister(workspace, lookup),
    drills: drillRegister(workspace, { lookup, findings: result.findings }),
    waivers: waiverRegister(workspace, { lookup, findings: result.findings }),
    promises: promiseRegister(workspace, lookup),
    moves: ledger === null ? null : moveRegister(ledger, lookup),
    not_evaluable: unjudgedRegister(result.requirements, gaps),
    skipped: result.summary.skipped,
  };
  const { promises } = registers;
  const statistics = statisticsOf(workspace, { lookup, capas, promises });
  return conceal({
    ...result,
    report: {
      organisation: organisationOf(workspace, incidents),
      period,
      options: settings,
      digests: await digestsOf(basis),
      grading: describeGrading(basis.scale.grading).map(([verdict, text]) => ({ verdict, text })),
      summary: summarise({ sections, policies, registers, statistics }),
      documents: filesOf(input),
      sections,
      policies,
      registers,
      statistics,
      series: seriesOf(workspace, { period, lookup, incidents, capas, promises, ledger }),
      crosswalk: crosswalkOf({ sections, policies }, result.findings),
      sample: drawSample(settings.seed, {
        incidents: incidents.filter(({ in_period }) => in_period),
        capas: capas.filter(({ opened }) => lookup.inPeriod(opened)),
      }),
      limits,
    },
  });
}

/** One entry a file, whatever it holds. */
function filesOf({ basis, blobs }: ConformanceInput): ReportPart['documents'] {
  const kinds = new Map(basis.documents.map(({ file, kind }) => [file, kind]));
  return [...kinds].map(([file, kind]) => ({ file, kind, blob: blobs.get(file) ?? null }));
}

function organisationOf({ profiles: [profile] }: Workspace, incidents: readonly IncidentRow[]): Organisation {
  const countOf = (id: string) => incidents.filter(({ systems }) => systems.includes(id)).length;
  return {
    name: profile?.shortName ?? null,
    legal_name: profile?.legalName ?? null,
    scope: profile?.scope ?? null,
    systems: (profile?.systems ?? []).map(({ id, name, status, criticality }) => ({
      id,
      name: name ?? null,
      status: status ?? null,
      criticality: criticality ?? null,
      incidents: countOf(id),
    })),
  };
}
