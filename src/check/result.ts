import type { Facts } from '../facts/index.ts';
import type { Finding, Requirement, Result, Severity, Skipped } from '../types.ts';
import { version } from '../version.ts';
import { type Assessed, assess, type Counted } from './assess.ts';
import type { Examined } from './examine.ts';
import type { Grading } from './grading.ts';

interface Outcome {
  readonly asOf: number;
  readonly commit: string | null;
  readonly findings: readonly Finding[];
  readonly documents: readonly Counted[];
  readonly skipped: readonly Skipped[];
  /** CAPAs kept in incidents. */
  readonly embedded: number;
  readonly grading: Grading;
}

export function resultOf({ asOf, commit, findings, documents, skipped, embedded, grading }: Outcome): Result {
  const live = findings.filter(({ waived }) => !waived);
  const level = (severity: Severity) => live.filter((finding) => finding.severity === severity).length;
  const kind = (name: Counted['kind']) => documents.filter((document) => document.kind === name).length;
  return {
    version: 1,
    tool: { name: 'aimscheck', version },
    as_of: new Date(asOf).toISOString(),
    commit,
    summary: {
      errors: level('error'),
      warnings: level('warning'),
      notices: level('notice'),
      waived: findings.length - live.length,
      documents: {
        policy: kind('policy'),
        incident: kind('incident'),
        capa: kind('capa') + embedded,
        runbook: kind('runbook'),
      },
      skipped,
    },
    findings,
    requirements: assess(documents, findings, grading).map(withoutReason),
  };
}

function withoutReason({ reason: _, ...requirement }: Assessed): Requirement {
  return requirement;
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
