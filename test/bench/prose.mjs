import { SYSTEMS } from './records.mjs';

const RUNBOOK = [
  'Symptoms',
  'Authority',
  'Triage checks',
  'Evidence preservation',
  'Containment',
  'Model rollback',
  'Traffic redirection',
  'Fallback',
  'Verification',
  'Communications',
  'Return to service',
];
const POLICY = [
  'Purpose and Scope',
  'AI Incident Classification',
  'Incident Detection and Reporting',
  'Investigation and Root Cause Analysis',
  'Containment and Rollback Procedures',
  'Stakeholder Notification',
  'Corrective and Preventive Actions',
  'Lessons Learned and Integration with the AIMS',
];
const SENTENCES = [
  'The incident lead is named at triage and stays accountable until the record is closed.',
  'Harm is contained before its cause is known, and the record says who decided it.',
  'Evidence is preserved before anything is changed: logs, inputs, outputs and the model version.',
  'The affected model is rolled back to the last known good version in the registry.',
  'Customers who were touched are told in plain words, with the name of a person to turn to.',
  'The root cause is determined within 15 days of detection, and factors that contributed are recorded.',
  'Every corrective action has an owner, a due date and a check of its effectiveness.',
  'Cases go to the manual queue until the board shows normal figures for one hour.',
  'Staff report a suspected incident at any hour; reports in good faith have no disadvantage.',
  'What was learned goes into the risk register, the runbooks and the training of staff.',
];

const sentences = (count, random) => Array.from({ length: count }, () => random.pick(SENTENCES));
const list = (count, random) =>
  sentences(count, random)
    .map((line, i) => `${i + 1}. ${line}`)
    .join('\n');

export function writeRunbook(number, random) {
  const system = random.pick(SYSTEMS);
  const front = `---
id: RB-${number}
title: ${system} gives wrong answers, variant ${number}
owner: { team: Model Operations, backup: Quality }
approver: l.brandt
version: '${1 + random.below(4)}.0'
status: approved
effective_date: 2026-04-20
review_due: 2027-04-20
severity: [SEV-1, SEV-2, SEV-3]
ai_systems: [${system}]
triggers:
  - Share of refused answers above ${2 + random.below(9)} percent for 30 minutes
decision_authority: duty-manager
last_known_good: { version: ${system} 4.2.${random.below(9)} }
last_drill: { date: 2026-10-07, type: game-day, result: passed }
drill_interval_days: 180
escalation_contacts:
  - { role: duty-manager, primary: m.okafor, backup: s.iyer, channel: pager, hours: at all hours }
related_policy: POL-AIIM-1
---`;
  const sections = RUNBOOK.map((name) => `## ${name}\n\n${list(2 + random.below(2), random)}`);
  return `${[front, `# ${system} gives wrong answers`, ...sections].join('\n\n')}\n`;
}

export function writePolicy(number, random) {
  const front = `---
id: POL-AIIM-${number}
title: AI Incident Management Policy of unit ${number}
policy_type: ai-incident-management
owner: a.nowak
approver: c.duarte
approved_at: 2026-01-19
effective_date: 2026-02-02
version: '2.1'
status: approved
review_date: 2027-09-30
review_cycle_months: 12
classification: internal
---`;
  const sections = POLICY.map((name, i) =>
    [
      `## ${i + 1}. ${name}`,
      sentences(3 + random.below(3), random).join('\n'),
      `### ${i + 1}.1 How it is done`,
      list(4 + random.below(3), random),
    ].join('\n\n'),
  );
  return `${[front, '# AI Incident Management Policy', ...sections].join('\n\n')}\n`;
}
