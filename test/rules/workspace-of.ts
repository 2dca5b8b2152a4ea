import { gather } from '../../src/check/workspace.ts';
import { capaFacts } from '../../src/facts/capa.ts';
import { incidentFacts } from '../../src/facts/incident.ts';
import type { Facts, Workspace } from '../../src/facts/index.ts';
import { policyFacts } from '../../src/facts/policy.ts';
import { profileFacts } from '../../src/facts/profile.ts';
import { runbookFacts } from '../../src/facts/runbook.ts';
import { unreadFacts } from '../../src/facts/unread.ts';
import { type Rule, reportsOf } from '../../src/rules/define-rule.ts';
import { UTC, type Zone } from '../../src/time.ts';
import type { Document, Kind, Report } from '../../src/types.ts';

export type Values = Record<string, unknown>;

/** Documents by path; the folder says the kind. A text in place of a value could not be parsed. */
export type Files = Readonly<Record<string, Values | string>>;

export const AS_OF = Date.parse('2026-11-23T12:00:00Z');

const KINDS: Readonly<Record<string, Kind>> = {
  incidents: 'incident',
  capas: 'capa',
  runbooks: 'runbook',
  policies: 'policy',
  'profile.yml': 'profile',
};

const NOTHING_SAID = { sections: {}, severity_levels: [], commitments: [] };

export function documentOf(path: string, value: Values, base = ''): Document<never> {
  const kind = base === '' ? (KINDS[path.split('/')[0] ?? ''] ?? 'incident') : 'capa';
  return { kind, path, index: 0, base, syntax: 'yaml', value: value as never };
}

/** The facts of a repository, in the order in which the engine reads its files. */
export function workspaceOf(files: Files): Workspace {
  const facts = Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, content]) => factsOf(path, content));
  return gather(facts, { root: '', base: '', isGit: false, config: {} });
}

function factsOf(path: string, content: Values | string): Facts[] {
  if (typeof content === 'string') return [unreadFacts(documentOf(path, {}), content)];
  const document = documentOf(path, content);
  if (document.kind === 'capa') return [capaFacts(document)];
  if (document.kind === 'runbook') return [runbookFacts(document)];
  if (document.kind === 'profile') return [profileFacts(document)];
  if (document.kind === 'policy') return [policyFacts({ ...document, value: { ...NOTHING_SAID, metadata: content } })];
  const embedded = Array.isArray(content.capa) ? (content.capa as Values[]) : [];
  const parent = typeof content.id === 'string' ? content.id : undefined;
  return [
    incidentFacts(document),
    ...embedded.map((capa, i) => capaFacts(documentOf(path, capa, `/capa/${i}`), parent)),
  ];
}

export interface Options {
  readonly asOf?: number;
  readonly zone?: Zone;
  readonly options?: Values;
}

/** What a workspace rule says: "path pointer: message". */
export function tell(rule: Rule, files: Files, context: Options = {}): string[] {
  if (rule.scope !== 'workspace') throw new TypeError(`${rule.id} does not see a workspace`);
  const reports = rule.check(workspaceOf(files), contextOf(rule, context));
  return Array.from(
    reportsOf(reports),
    ({ document, ...report }) => `${document.path} ${document.base}${sayReport(report)}`,
  );
}

/** What a document rule says of one CAPA: "pointer: message". */
export function tellOfCapa(rule: Rule, value: Values): string[] {
  if (rule.scope !== 'document') throw new TypeError(`${rule.id} does not see a document`);
  return Array.from(
    reportsOf(rule.check(documentOf('capas/CAPA-2026-014.yml', value), contextOf(rule, {}))),
    sayReport,
  );
}

function contextOf(rule: Rule, { asOf = AS_OF, zone = UTC, options = {} }: Options) {
  return { asOf, zone, options: { ...rule.defaults, ...options } };
}

function sayReport({ place, severity, message }: Report): string {
  const where = 'pointer' in place ? place.pointer : '?';
  return `${where}: ${severity === undefined ? '' : `${severity} `}${message}`;
}
