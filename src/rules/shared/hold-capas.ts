import type { CapaFacts, Workspace } from '../../facts/index.ts';
import { incidentsBehind } from '../../facts/linked-capas.ts';
import { type Judgement, judgeCapa, type Now } from '../../promises/judge.ts';
import type { CapaTask } from '../../promises/tasks.ts';
import type { WorkspaceReport } from '../../types.ts';
import type { RuleContext } from '../define-rule.ts';

type Say = (judgement: Judgement<CapaFacts> | undefined, now: Now) => WorkspaceReport | undefined;

/** Holds every CAPA against what is promised of one kind, and says what `say` makes of it. */
export function holdCapas(kind: CapaTask, say: Say) {
  return (workspace: Workspace, context: RuleContext): WorkspaceReport[] => {
    const now = { ...context, holidays: workspace.holidays };
    const behind = incidentsBehind(workspace);
    return workspace.capas.flatMap(
      (capa) => say(judgeCapa(capa, kind, { workspace, now, behind: behind(capa) }), now) ?? [],
    );
  };
}
