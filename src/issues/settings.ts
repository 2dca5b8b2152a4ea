import type { Config } from '../documents.ts';
import type { EscalationStep, Settings } from './model.ts';

export type IssuesConfig = NonNullable<Config['issues']>;

const STEPS: readonly EscalationStep[] = [7, 30, 60, 90].map((days) => ({ days, mention: [] }));
const MOST_NEW = 20;

export function readSettings({ issues = {} }: Config): Settings {
  const steps = issues.escalation?.map(({ days, mention = [] }) => ({ days, mention })) ?? STEPS;
  return {
    label: issues.label ?? 'aimscheck',
    maxNew: issues.max_new ?? MOST_NEW,
    escalation: [...steps].sort((a, b) => a.days - b.days),
    ...(issues.milestone === undefined ? {} : { milestone: issues.milestone }),
  };
}
