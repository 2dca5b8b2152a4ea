import { readFileSync } from 'node:fs';
import type { RuleInfo } from '../../../src/report/options.ts';
import type { Finding, Layer, Location, Requirement, Result, Verdict } from '../../../src/types.ts';

const INCIDENT = 'incidents/AI-INC-2026-014-credit-scoring-drift.yml';
const CAPA = 'capas/CAPA-2026-007.yml';
const POLICY = 'policies/ai-incident-management.md';
const RUNBOOK = 'runbooks/credit-scoring.md';
const SECTIONS = [
  'purpose-and-scope',
  'classification',
  'detection-and-reporting',
  'investigation-and-root-cause',
  'containment-and-rollback',
  'stakeholder-notification',
  'corrective-and-preventive-actions',
  'lessons-learned-and-aims-integration',
] as const;

export function readSource(file: string): string | undefined {
  const known = [INCIDENT, CAPA, POLICY, RUNBOOK].includes(file);
  return known ? readFileSync(new URL(`sources/${file}`, import.meta.url), 'utf8') : undefined;
}

export const RULES: readonly RuleInfo[] = [
  rule('capa-overdue', 'corrective-and-preventive-actions', {
    summary: 'An open CAPA is past its due date.',
    rationale: 'A corrective action that is late without an approved extension leaves the cause in place.',
    fix: 'Close it with evidence, or record an approved extension with its reason.',
    references: ['10.2', '8.1'],
  }),
  rule('document-syntax', null, {
    summary: 'A document cannot be parsed.',
    rationale: 'What cannot be read cannot be judged.',
    fix: 'Mend the syntax at the place shown.',
    references: ['7.5.3'],
  }),
  rule('incident-root-cause-missing', 'investigation-and-root-cause', {
    summary: 'An investigated incident has no root cause.',
    rationale: 'Without the cause an organisation corrects symptoms, and the incident returns.',
    fix: 'Add investigation.root_causes with at least one cause and its evidence.',
    references: ['10.2', 'A.6.2.8'],
  }),
  rule('incident-schema-valid', null, {
    summary: 'A record does not have the form its schema asks for.',
    rationale: 'Records in one form can be compared, counted and audited.',
    fix: 'Write the value the message names.',
    references: ['7.5.2'],
  }),
  rule('rca-overdue', 'investigation-and-root-cause', {
    summary: 'The root cause was found later than the policy promises.',
    rationale: 'An organisation that misses its own deadline breaches its own policy.',
    fix: 'Record why it took longer, and who approved it.',
    references: ['10.2', '9.1', 'NIST AI RMF MANAGE 4.3'],
  }),
  rule('runbook-drill-stale', 'containment-and-rollback', {
    summary: 'The last drill of a runbook is too long ago.',
    rationale: 'Steps nobody has tried are steps nobody knows to work.',
    fix: 'Run a drill and enter its date in last_drill.',
    references: ['8.1', 'A.6.2.6'],
  }),
  rule('system-without-runbook', 'containment-and-rollback', {
    summary: 'An AI system in the inventory has no runbook.',
    rationale: 'Containment is improvised where it is not written down.',
    fix: 'Add a runbook that lists the system in ai_systems.',
    references: ['8.1'],
  }),
];

const FINDINGS: readonly Finding[] = [
  finding('runbook-drill-stale', 'warning', {
    ...locate(RUNBOOK, '2025-04-11'),
    subject: 'RB-credit-scoring',
    message: 'Last drill on 2025-04-11 is 591 days ago, more than the 365 the policy allows',
    help: 'Run the drill and write its date: last_drill: 2026-11-23',
  }),
  finding('rca-overdue', 'error', {
    ...locate(INCIDENT, '2026-06-29T17:00:00+02:00'),
    subject: 'AI-INC-2026-014',
    message:
      'Root cause determined 27 days after detection, the policy allows SEV-1 10 business days (until 2026-06-16)',
    help: 'Record the extension and who approved it in investigation.extensions, or raise a CAPA on the breach itself.',
    related: [{ ...locate(POLICY, 'within 10 business days'), message: 'the policy says so here' }],
  }),
  finding('incident-root-cause-missing', 'error', {
    ...locate(INCIDENT, 'investigation'),
    subject: 'AI-INC-2026-014',
    message: 'Missing root_causes: the incident is closed',
    help: 'Add the cause and what shows it:\n  root_causes:\n    - description: …\n      evidence_refs: [EV-1]',
  }),
  finding('incident-schema-valid', 'error', {
    ...locate(INCIDENT, 'data-issue'),
    subject: 'AI-INC-2026-014',
    message:
      'Unexpected category "data-issue", expected one of "model-failure", "bias", "adversarial-attacks", "data-issues"',
    help: 'Did you mean "data-issues"?',
  }),
  finding('document-syntax', 'error', {
    ...locate(CAPA, '\t'),
    subject: CAPA,
    message: 'Unexpected tab in the indentation, expected spaces',
    help: 'Write two spaces in its place.',
  }),
  finding('system-without-runbook', 'notice', {
    ...at('profile.yml', 12, 7),
    subject: 'profile.yml',
    message: 'System "claims-triage" has no runbook',
    help: '',
  }),
  {
    ...finding('capa-overdue', 'warning', {
      ...at('capas/CAPA-2026-003.yml', 9, 11),
      subject: 'CAPA-2026-003',
      message: 'Due on 2026-10-31, 23 days ago',
      help: 'Close it with evidence, or record an approved extension.',
    }),
    waived: {
      kind: 'waiver',
      by: 'WVR-2026-002',
      until: '2026-12-31',
      reason: 'the supplier delivers the retrained model in December',
    },
  },
];

/** An organisation with problems of each kind. */
export const NEGLECTED: Result = {
  version: 1,
  tool: { name: 'aimscheck', version: '0.1.0' },
  as_of: '2026-11-23T23:59:59Z',
  commit: '4f1c2a9be07d53c8a1e6f0927bd4c35e8a90d1f2',
  summary: {
    errors: 4,
    warnings: 1,
    notices: 1,
    waived: 1,
    without_waivers: { errors: 4, warnings: 2, notices: 1 },
    documents: { policy: 2, incident: 14, capa: 9, runbook: 6 },
    skipped: [
      { file: 'incidents/README.md', reason: 'not a record' },
      { file: 'incidents/_template.yml', reason: 'not a record' },
      { file: 'capas/README.md', reason: 'not a record' },
      { file: 'runbooks/README.md', reason: 'not a record' },
      { file: 'incidents/export-2025.json', reason: 'larger than 5 MB' },
    ],
  },
  findings: FINDINGS,
  requirements: [
    ...layer('design', [2], [2], [2], [2], [2, 'minor', 1], [2], [2], [2]),
    ...layer('implementation', [6], [6], [6], [6, 'observation', 1], [6, 'major', 3], [6], [0, 'not-applicable'], [6]),
    ...layer('operation', [14], [14, 'major', 5], [14], [14, 'major', 2], [14], [14, 'not-evaluable', 0, 4], [9], [14]),
  ],
};

/** The same organisation with everything in order. */
export const CONFORMING: Result = {
  ...NEGLECTED,
  summary: {
    ...NEGLECTED.summary,
    errors: 0,
    warnings: 0,
    notices: 0,
    waived: 0,
    without_waivers: { errors: 0, warnings: 0, notices: 0 },
    skipped: [],
  },
  findings: [],
  requirements: NEGLECTED.requirements.map((entry) => {
    const verdict = entry.checked === 0 ? entry.verdict : 'conforms';
    return { ...entry, verdict, passed: entry.checked, failed: 0, not_evaluable: 0 };
  }),
};

/** Nothing matched. */
export const EMPTY: Result = {
  ...CONFORMING,
  commit: null,
  summary: { ...CONFORMING.summary, documents: { policy: 0, incident: 0, capa: 0, runbook: 0 } },
  requirements: [],
};

type RuleText = Pick<RuleInfo, 'summary' | 'rationale' | 'fix' | 'references'>;

function rule(id: string, section: string | null, text: RuleText): RuleInfo {
  const ruleLayer = section === null ? null : id.startsWith('runbook') ? 'implementation' : 'operation';
  return { id, section, layer: ruleLayer, severity: 'error', url: `https://aimscheck.example/rules#${id}`, ...text };
}

type FindingText = Location & Pick<Finding, 'subject' | 'message' | 'help'> & Partial<Pick<Finding, 'related'>>;

export function finding(id: string, severity: Finding['severity'], text: FindingText): Finding {
  const known = RULES.find((candidate) => candidate.id === id);
  return {
    rule: id,
    severity,
    section: known?.section ?? null,
    layer: known?.layer ?? null,
    references: known?.references ?? [],
    fingerprint: `${id}:${text.subject}`,
    url: known?.url ?? '',
    related: [],
    ...text,
  };
}

/** Where `snippet` first stands in a source. */
export function locate(file: string, snippet: string): Location {
  const before = (readSource(file) ?? '').split(snippet)[0] ?? '';
  const lines = before.split('\n');
  const column = (lines.at(-1)?.length ?? 0) + 1;
  return { file, line: lines.length, column, end_line: lines.length, end_column: column + snippet.length };
}

export function at(file: string, line: number, column: number): Location {
  return { file, line, column, end_line: line, end_column: column + 4 };
}

type Cell = readonly [checked: number, verdict?: Verdict, failed?: number, notEvaluable?: number];

/** One column of the grid, section by section. */
function layer(name: Layer, ...cells: readonly Cell[]): readonly Requirement[] {
  return SECTIONS.map((section, index): Requirement => {
    const [checked, verdict = 'conforms', failed = 0, not_evaluable = 0] = cells[index] ?? [0, 'not-applicable'];
    const passed = checked - failed - not_evaluable;
    const evidence = verdict === 'conforms' ? [{ file: POLICY, line: 5, text: 'within 10 business days' }] : [];
    return {
      policy: 'ai-incident-management',
      section,
      layer: name,
      verdict,
      checked,
      passed,
      failed,
      not_evaluable,
      evidence,
    };
  });
}
