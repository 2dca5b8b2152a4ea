import type { Config } from '../documents.ts';
import type { Workspace } from '../facts/index.ts';
import type { RuleInfo } from '../rules/define-rule.ts';
import { markdownText } from '../text/escape.ts';
import { clip } from '../text/fit.ts';
import { daysBetween } from '../time.ts';
import type { Finding } from '../types.ts';
import { isLateForGood, problemOf, rulesOf } from './kinds.ts';
import { keyOf, type Problem, type Settlement, type Situation, type State } from './model.ts';
import { type RecordInfo, recordsOf } from './records.ts';
import { readSettings } from './settings.ts';
import { type Links, listedOf, textOf, titleOf, type Wording } from './words.ts';

/** What a check found, and what is needed to speak of it on GitHub. */
export interface Checked {
  readonly findings: readonly Finding[];
  readonly workspace: Workspace;
  readonly rules: readonly RuleInfo[];
  readonly config: Config;
  /** Folder of the configuration relative to the Git root. */
  readonly project: string;
  /** Day of the run in the organisation's timezone. */
  readonly day: string;
  readonly links: Links;
  /** Start of the addresses of this repository's issues: a record tracked elsewhere gets no issue. */
  readonly issuesUrl: string;
}

/** Findings of one problem of one record. */
interface Group {
  readonly problem: string;
  readonly record: RecordInfo;
  readonly findings: Finding[];
}

/** Turns what a check found into problems, oldest due first, and into the answer why another identity is none. */
export function situationOf(checked: Checked): Situation {
  const records = recordsOf(checked.workspace);
  const groups = [...group(checked, records).values()];
  const live = groups.filter(({ findings }) => findings.some(isLive));
  const wanted = live.filter(({ record }) => !isElsewhere(record, checked.issuesUrl));
  const wording = { links: checked.links, ruleOf: (id: string) => checked.rules.find((rule) => rule.id === id) };
  return {
    project: checked.project,
    day: checked.day,
    problems: wanted.map((one) => asProblem(one, checked, wording)).sort(byDue),
    settle: (own) => settle(own, { checked, records, groups }),
    notices: [],
  };
}

function group(checked: Checked, records: ReadonlyMap<string, RecordInfo>): Map<string, Group> {
  const groups = new Map<string, Group>();
  const config = checked.config.issues ?? {};
  for (const finding of checked.findings) {
    const record = records.get(finding.subject) ?? unknown(finding);
    const problem = problemOf(finding.rule, { isIncident: record.kind === 'incident', config });
    if (problem === undefined || isLateForGood(finding)) continue;
    const key = keyOf({ project: checked.project, record: record.id, problem });
    const known = groups.get(key);
    if (known) known.findings.push(finding);
    else groups.set(key, { problem, record, findings: [finding] });
  }
  return groups;
}

/** A baseline spares the check, not the people: what it knows is still to be worked off. */
function isLive({ waived }: Finding): boolean {
  return waived === undefined || waived.kind === 'baseline';
}

function unknown({ subject, file }: Finding): RecordInfo {
  return { id: subject, kind: 'document', file, isConfidential: false };
}

function asProblem({ problem, record, findings }: Group, checked: Checked, wording: Wording): Problem {
  const live = findings.filter(isLive);
  const due = live.flatMap((finding) => finding.due ?? []).sort()[0];
  const subject = { problem, record, findings: live, ...(due === undefined ? {} : { due }) };
  const login = loginOf(record.owner, checked.config.people);
  return {
    project: checked.project,
    record: record.id,
    problem,
    title: titleOf(subject),
    text: textOf(subject, wording),
    listed: listedOf(subject, wording),
    file: record.file,
    daysLate: due === undefined ? 0 : Math.max(0, daysBetween(due, checked.day)),
    labels: [readSettings(checked.config).label, problem, ...severityLabel(record, checked.workspace)],
    ...(due === undefined ? {} : { due }),
    ...(login === undefined ? {} : { login }),
  };
}

/** Case and a leading @ do not matter. */
function loginOf(owner: string | undefined, people: Config['people']): string | undefined {
  const plain = (name: string): string => name.replace(/^@/, '').toLowerCase();
  if (owner === undefined) return undefined;
  return Object.entries(people ?? {}).find(([handle]) => plain(handle) === plain(owner))?.[1];
}

const PRIORITIES: readonly (string | undefined)[] = ['critical', 'high', 'medium', 'low'];

/** Only names on a scale become labels: what a record says otherwise is a stranger's text. */
function severityLabel({ kind, severity }: RecordInfo, { severities }: Workspace): string[] {
  if (severity === undefined) return [];
  if (kind === 'capa') return PRIORITIES.includes(severity) ? [`priority: ${severity}`] : [];
  const isLabel = severities.labels.includes(severity) && /^[^,]{1,38}$/.test(severity);
  return isLabel ? [`severity: ${severity}`] : [];
}

function byDue(a: Problem, b: Problem): number {
  const [first, second] = [a, b].map((one) => `${one.due ?? '9999-99-99'}\0${keyOf(one)}`);
  return (first ?? '') < (second ?? '') ? -1 : 1;
}

/** Tracked by an issue of another repository, a discussion, or another tool, as the record itself says. */
function isElsewhere({ trackedAt }: RecordInfo, issuesUrl: string): boolean {
  return (
    trackedAt !== undefined &&
    /^https?:\/\//.test(trackedAt) &&
    !trackedAt.toLowerCase().startsWith(issuesUrl.toLowerCase())
  );
}

interface Known {
  readonly checked: Checked;
  readonly records: ReadonlyMap<string, RecordInfo>;
  readonly groups: readonly Group[];
}

/** While one of these stands, that a finding is gone does not mean that it was put right. */
const BROKEN = new Set([
  'capa-schema-valid',
  'incident-schema-valid',
  'capa-due-date-missing',
  'document-syntax-invalid',
]);

function settle(own: State, { checked, records, groups }: Known): Settlement {
  const { workspace, config, findings, links } = checked;
  const record = records.get(own.record);
  if (workspace.unread.some(({ ref, mentions }) => ref.path === own.file || mentions.includes(own.record))) {
    return settlement('unknown', 'its file cannot be read');
  }
  if (rulesOf(own.problem, config.issues ?? {}).every((rule) => levelOf(rule, config) === 'off')) {
    return settlement('untracked', 'the configuration does not ask for an issue any more');
  }
  if (!record) return goneOf(own, checked);
  if (isElsewhere(record, checked.issuesUrl)) {
    return settlement('untracked', `the record says that it is tracked at ${record.trackedAt ?? ''}`);
  }
  const waived = groups.find((one) => one.problem === own.problem && one.record.id === own.record)?.findings[0]?.waived;
  if (waived)
    return settlement('waived', `waived until ${waived.until ?? 'further notice'} by ${waived.by}: ${waived.reason}`);
  if (findings.some(({ subject, rule }) => subject === own.record && BROKEN.has(rule))) {
    return settlement('unknown', 'the record has format errors, so that it cannot be judged');
  }
  return settlement('resolved', 'the check finds it right', links.commit(record.file));
}

/** Nothing counts as deleted where no record was found at all: more likely the globs are wrong. */
function goneOf(own: State, { workspace, links }: Checked): Settlement {
  return workspace.incidents.length + workspace.capas.length === 0
    ? settlement('unknown', 'no incident and no CAPA was found at all')
    : settlement('gone', 'the record is not in the repository any more', links.commit(own.file));
}

/** @param commit Markdown link to the commit that made it so */
function settlement(kind: Settlement['kind'], why: string, commit?: string): Settlement {
  const text = markdownText(clip(why, 1_000));
  return { kind, why, text: commit === undefined ? text : `${text}, as of ${commit}` };
}

function levelOf(rule: string, { rules }: Config): unknown {
  const setting: unknown = Object.entries(rules ?? {}).find(([id]) => id === rule)?.[1];
  return typeof setting === 'object' && setting !== null && 'level' in setting ? setting.level : setting;
}
