import type { Finding, Result, Severity, Skipped } from '../types.ts';
import { version } from '../version.ts';
import { assess, type Counted } from './assess.ts';
import type { Examined } from './examine.ts';

interface Outcome {
  readonly asOf: number;
  readonly commit: string | null;
  readonly findings: readonly Finding[];
  readonly documents: readonly Counted[];
  readonly skipped: readonly Skipped[];
  /** CAPAs kept in incidents. */
  readonly embedded: number;
}

export function resultOf({ asOf, commit, findings, documents, skipped, embedded }: Outcome): Result {
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
    requirements: assess(documents, findings),
  };
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
      title: named || path,
      shown,
      ...(fact?.kind === 'policy' ? { type: fact.type } : {}),
    };
  });
}
