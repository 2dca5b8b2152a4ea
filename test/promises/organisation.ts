import { gather } from '../../src/check/workspace.ts';
import { capaFacts } from '../../src/facts/capa.ts';
import { incidentFacts } from '../../src/facts/incident.ts';
import type { PolicyFacts, Workspace } from '../../src/facts/index.ts';
import { profileFacts } from '../../src/facts/profile.ts';
import { runbookFacts } from '../../src/facts/runbook.ts';
import type { Commitment } from '../../src/policy-value.ts';
import type { WrittenTimes } from '../../src/promises/book.ts';
import { type Rule, reportsOf } from '../../src/rules/define-rule.ts';
import { UTC } from '../../src/time.ts';
import type { Document, Kind, WorkspaceReport } from '../../src/types.ts';

export const AS_OF = Date.parse('2026-11-23T12:00:00Z');

/** What an organisation promises, and where. */
export interface Organisation {
  readonly policy?: readonly Commitment[];
  readonly status?: string;
  readonly runbook?: readonly Commitment[];
  readonly slas?: WrittenTimes;
  readonly holidays?: readonly string[];
  readonly config?: WrittenTimes;
}

type Record_ = Readonly<Record<string, unknown>>;

export function promise(
  kind: string,
  severity: string | null,
  amount: number,
  unit: string,
  from: string | null = null,
): Commitment {
  return { kind, severity, duration: { amount, unit, from }, line: 42, text: `${kind} within ${amount} ${unit}` };
}

function documentOf(kind: Kind, path: string, value: Record_): Document<never> {
  return { kind, path, index: 0, base: '', syntax: 'yaml', value: value as never };
}

function policyOf({ policy: commitments = [], status = 'approved' }: Organisation): PolicyFacts {
  return {
    kind: 'policy',
    ref: { kind: 'policy', path: 'policies/ai-incident-management.md', index: 0, base: '' },
    id: 'POL-7',
    title: 'AI Incident Management Policy',
    type: 'ai-incident-management',
    status,
    reviewDate: undefined,
    effectiveDate: undefined,
    lastReview: undefined,
    reviewCycleMonths: undefined,
    severities: ['Critical (SEV-1)', 'High (SEV-2)'].map((id, i) => ({ id, line: 9 + i })),
    categories: [],
    commitments,
    noticeAuthorities: [],
    laws: [],
    notificationLine: undefined,
    products: [],
  };
}

export function organisation(incident: Record_ | undefined, said: Organisation = {}, capa?: Record_): Workspace {
  const facts = [
    ...(incident
      ? [
          incidentFacts(
            documentOf('incident', 'incidents/AI-INC-2026-046.yml', {
              id: 'AI-INC-2026-046',
              kind: 'incident',
              ...incident,
            }),
          ),
        ]
      : []),
    ...(capa ? [capaFacts(documentOf('capa', 'capas/CAPA-2026-020.yml', { id: 'CAPA-2026-020', ...capa }))] : []),
    ...(said.policy ? [policyOf(said)] : []),
    ...(said.runbook
      ? [
          runbookFacts({
            ...documentOf('runbook', 'runbooks/ranker.md', { ai_systems: ['ranker'] }),
            commitments: said.runbook,
          }),
        ]
      : []),
    profileFacts(
      documentOf('profile', 'profile.yml', {
        slas: said.slas ?? {},
        team_practices: { holidays: said.holidays ?? [] },
      }),
    ),
  ];
  return gather(facts, { root: '', base: '', isGit: false, config: said.config ? { promises: said.config } : {} });
}

/** What a rule says of one incident: "pointer: severity message | related". */
export const say = (rule: Rule, incident: Record_, said?: Organisation): string[] =>
  tell(rule, organisation(incident, said));
export const sayCapa = (rule: Rule, capa: Record_, said?: Organisation): string[] =>
  tell(rule, organisation(undefined, said, capa));

function tell(rule: Rule, workspace: Workspace): string[] {
  if (rule.scope !== 'workspace') throw new TypeError(`${rule.id} does not see a workspace`);
  return [...reportsOf(rule.check(workspace, { asOf: AS_OF, zone: UTC, options: rule.defaults ?? {} }))].map(sayReport);
}

function sayReport({ place, severity, message, related = [] }: WorkspaceReport): string {
  const where = 'pointer' in place ? place.pointer : '?';
  const others = related.map(
    (one) => ` | ${one.document.path}${'line' in one.place ? `:${one.place.line}` : ''} ${one.message}`,
  );
  return `${where}: ${severity === undefined ? '' : `${severity} `}${message}${others.join('')}`;
}
