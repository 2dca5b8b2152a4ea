import type { Facts } from '../facts/index.ts';
import type { Finding, Requirement, Result, Severity, Skipped } from '../types.ts';
import { version } from '../version.ts';
import { type Assessed, assess, type Counted, type Scale } from './assess.ts';
import type { Examined } from './examined.ts';

interface Outcome {
  readonly asOf: number;
  readonly commit: string | null;
  readonly findings: readonly Finding[];
  readonly baseline: Result['summary']['baseline'];
  readonly documents: readonly Counted[];
  readonly skipped: readonly Skipped[];
  /** CAPAs kept in incidents. */
  readonly embedded: number;
  readonly scale: Scale;
  readonly history: Result['history'];
}

/** The verdicts with their reasons, as it stands and as if nothing were waived. */
export interface Judgement {
  readonly assessed: readonly Assessed[];
  readonly unwaived: readonly Assessed[];
}

/** The result, and what the report tells beside it. */
export function resultOf(outcome: Outcome): { result: Result; judgement: Judgement } {
  const { asOf, commit, findings, baseline, documents, skipped, embedded } = outcome;
  const live = findings.filter(({ waived }) => !waived);
  const kind = (name: Counted['kind']) => documents.filter((document) => document.kind === name).length;
  const judgement = judgeBothWays(outcome);
  const result: Result = {
    version: 1,
    tool: { name: 'aimscheck', version },
    as_of: new Date(asOf).toISOString(),
    commit,
    summary: {
      ...countLevels(live),
      waived: findings.length - live.length,
      without_waivers: countLevels(findings),
      ...(baseline ? { baseline } : {}),
      documents: {
        policy: kind('policy'),
        incident: kind('incident'),
        capa: kind('capa') + embedded,
        runbook: kind('runbook'),
      },
      skipped,
    },
    findings,
    requirements: requirementsOf(judgement),
    ...(outcome.history ? { history: outcome.history } : {}),
  };
  return { result, judgement };
}

function judgeBothWays({ documents, findings, scale }: Outcome): Judgement {
  const assessed = assess(documents, findings, scale);
  if (findings.every(({ waived }) => !waived)) return { assessed, unwaived: assessed };
  return { assessed, unwaived: assess(documents, findings.map(withoutWaiver), scale) };
}

function withoutWaiver({ waived: _, ...finding }: Finding): Finding {
  return finding;
}

/** As it stands, and, where that is another, as it would be if nothing were waived. */
function requirementsOf({ assessed, unwaived }: Judgement): Requirement[] {
  return assessed.map((one, i) => {
    const requirement = withoutReason(one);
    const { verdict, passed, failed } = unwaived[i] ?? one;
    const isSame = verdict === one.verdict && passed === one.passed && failed === one.failed;
    return isSame ? requirement : { ...requirement, without_waivers: { verdict, passed, failed } };
  });
}

function withoutReason({ reason: _, ...requirement }: Assessed): Requirement {
  return requirement;
}

function countLevels(findings: readonly Finding[]) {
  const level = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return { errors: level('error'), warnings: level('warning'), notices: level('notice') };
}

export function count(
  { facts, shown, documents }: Examined,
  { path, kind }: { path: string; kind: Counted['kind'] },
): Counted[] {
  const isRead = !facts.some((fact) => fact.kind === 'unread');
  const top = facts.filter(({ ref }) => ref.base === '');
  return Array.from({ length: documents }, (_, i) => {
    const fact = top[i];
    const named =
      fact && 'id' in fact ? [fact.id, 'title' in fact ? fact.title : undefined].filter(Boolean).join(' ') : '';
    return {
      file: path,
      kind,
      isRead,
      subject: fact && 'id' in fact && fact.id !== undefined ? fact.id : path,
      title: (named || path) + drilled(fact),
      shown,
      ...(fact?.kind === 'policy' ? { type: fact.type } : {}),
    };
  });
}

/** A runbook shows best by its last drill. */
function drilled(fact: Facts | undefined): string {
  return fact?.kind === 'runbook' && fact.lastDrill !== undefined ? `, drilled ${fact.lastDrill}` : '';
}
