import { CONFIG_FILE, type Project } from '../config/load.ts';
import type { Facts, Workspace } from '../facts/index.ts';
import { severityScale } from '../facts/severity-scale.ts';
import type { Surroundings } from '../facts/surroundings.ts';
import { openPromiseBook } from '../promises/book.ts';
import { reportsOf } from '../rules/define-rule.ts';
import type { Violation } from '../validate/index.ts';
import { isCovered } from './cover.ts';
import type { Draft } from './draft.ts';
import type { RuleSet } from './rule-set.ts';

/** What the workspace rules find; what the schema told of the same place is not told again. */
export function checkWorkspace(workspace: Workspace, told: readonly Draft[], rules: RuleSet): Draft[] {
  const violations = new Map<string, Violation[]>();
  for (const { covers, document } of told) {
    if (!covers) continue;
    const key = `${document.path}\0${document.index}`;
    const known = violations.get(key) ?? [];
    known.push(covers);
    violations.set(key, known);
  }
  return runWorkspaceRules(workspace, rules).filter(
    (draft) => !isCovered(draft, violations.get(`${draft.document.path}\0${draft.document.index}`) ?? []),
  );
}

export function gather(
  facts: readonly Facts[],
  { config, configPath = CONFIG_FILE }: Project,
  surroundings?: Surroundings,
): Workspace {
  const of = <K extends Facts['kind']>(kind: K) =>
    facts.filter((fact): fact is Extract<Facts, { kind: K }> => fact.kind === kind);
  const [policies, profiles, runbooks] = [of('policy'), of('profile'), of('runbook')];
  const severities = severityScale(config.severities, policies);
  const configured = { times: config.promises ?? {}, path: configPath };
  return {
    incidents: of('incident'),
    capas: of('capa'),
    runbooks,
    policies,
    profiles,
    waivers: of('waiver'),
    config: { kind: 'config', path: configPath, index: 0, base: '' },
    unread: of('unread'),
    severities,
    ...(surroundings && { surroundings }),
    promises: openPromiseBook({ configured, policies, profiles, runbooks, severities }),
    holidays: new Set(profiles.flatMap(({ organisation }) => organisation.holidays)),
  };
}

function runWorkspaceRules(workspace: Workspace, rules: RuleSet): Draft[] {
  const subjects = new Map<string, string>();
  for (const { ref, id } of [
    ...workspace.incidents,
    ...workspace.capas,
    ...workspace.runbooks,
    ...workspace.policies,
  ]) {
    if (id !== undefined) subjects.set(`${ref.path}\0${ref.index}\0${ref.base}`, id);
  }
  return rules.workspace.flatMap(({ rule, context }) =>
    Array.from(reportsOf(rule.check(workspace, context)), (report) => {
      const { path, index, base } = report.document;
      return { ...report, rule: rule.id, subject: subjects.get(`${path}\0${index}\0${base}`) ?? path };
    }),
  );
}
