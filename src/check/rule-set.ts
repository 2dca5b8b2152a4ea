import type { Config } from '../documents.ts';
import type { DocumentRule, HistoryRule, Rule, RuleContext, WorkspaceRule } from '../rules/define-rule.ts';
import { levelInPreset } from '../rules/shared/presets.ts';
import type { Kind, Severity } from '../types.ts';

export interface Armed<R> {
  readonly rule: R;
  readonly context: RuleContext;
}

/** The rules of a run with their levels and options from the configuration. */
export interface RuleSet {
  readonly all: readonly Rule[];
  readonly byId: ReadonlyMap<string, Rule>;
  /** @throws Error for an id that is no rule: a slip in the program. */
  readonly get: (id: string) => Rule;
  readonly document: (kind: Kind) => readonly Armed<DocumentRule>[];
  readonly workspace: readonly Armed<WorkspaceRule>[];
  readonly history: readonly Armed<HistoryRule>[];
  /** Level stated in the configuration; undefined where it says nothing. */
  readonly level: (id: string) => Severity | 'off' | undefined;
  /** Level that the preset gives a rule, or a case of it, where the configuration says nothing. */
  readonly inPreset: (id: string, own: Severity) => Severity;
  readonly options: (id: string) => Record<string, unknown>;
}

export function armRules(all: readonly Rule[], config: Config, now: Omit<RuleContext, 'options'>): RuleSet {
  const settings = new Map(Object.entries(config.rules ?? {}));
  const level = (id: string) => {
    const setting: unknown = settings.get(id);
    return (typeof setting === 'object' && setting !== null ? (setting as { level: unknown }).level : setting) as
      | Severity
      | 'off'
      | undefined;
  };
  const byId = new Map(all.map((rule) => [rule.id, rule]));
  const options = (id: string): Record<string, unknown> => {
    const setting: unknown = settings.get(id);
    const stated = typeof setting === 'object' && setting !== null ? (setting as Record<string, unknown>) : {};
    return { ...byId.get(id)?.defaults, ...stated };
  };
  const armed = all
    .filter(({ id, optIn }) => level(id) !== 'off' && !(optIn && level(id) === undefined))
    .map((rule) => ({ rule, context: { ...now, options: options(rule.id) } }));
  const ofDocument = armed.filter(({ rule }) => rule.scope === 'document') as unknown as Armed<DocumentRule>[];
  const byKind = new Map<Kind, Armed<DocumentRule>[]>();
  return {
    all,
    byId,
    get: (id) => {
      const rule = byId.get(id);
      if (!rule) throw new Error(`no rule "${id}"`);
      return rule;
    },
    level,
    inPreset: (id, own) => levelInPreset(config.preset ?? 'recommended', id, own),
    options,
    history: armed.filter(({ rule }) => rule.scope === 'history') as unknown as Armed<HistoryRule>[],
    workspace: armed.filter(({ rule }) => rule.scope === 'workspace') as unknown as Armed<WorkspaceRule>[],
    document: (kind) => {
      const known = byKind.get(kind) ?? ofDocument.filter(({ rule }) => rule.kinds.includes(kind));
      byKind.set(kind, known);
      return known;
    },
  };
}
