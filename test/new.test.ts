import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runbookSections } from '../src/generated/outline.ts';
import { parseFile } from '../src/parse/index.ts';
import type { Finding, Result } from '../src/types.ts';
import { ROOT } from './support/repository.ts';
import { run } from './support/run.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function repository(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'aimscheck-new-'));
  folders.push(folder);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

const KINDS = { incident: 'state', capa: 'state', runbook: 'status', waiver: 'state' } as const;
const CASES = Object.entries(KINDS).flatMap(([kind, property]) => {
  const { properties } = JSON.parse(readFileSync(join(ROOT, `schemas/${kind}.schema.json`), 'utf8'));
  return (properties[property].enum as string[]).map((state) => [kind, state] as const);
});

interface Started {
  readonly folder: string;
  readonly file: string;
  readonly blanks: readonly string[];
  readonly findings: readonly Finding[];
}

async function start(kind: string, state: string, ...options: string[]): Promise<Started> {
  const folder = repository();
  const { code, stdout, stderr } = await run(folder, 'new', kind, '--state', state, ...options);
  expect([code, stderr]).toEqual([0, '']);
  const file = /^wrote (\S+)$/m.exec(stdout)?.[1] ?? '';
  const { values } = await parseFile(file, readFileSync(join(folder, file), 'utf8'));
  const { findings } = JSON.parse((await run(folder, 'check', '--format', 'json')).stdout) as Result;
  return { folder, file, blanks: blanksIn(values[0]), findings };
}

/** Paths of what is blank: `triage.by`; the place in a list is left out. */
function blanksIn(value: unknown, path = ''): string[] {
  if (value === null) return [path];
  if (typeof value !== 'object') return [];
  return Object.entries(value as object).flatMap(([key, child]) =>
    blanksIn(child, Array.isArray(value) ? path : path === '' ? key : `${path}.${key}`),
  );
}

/** What a finding says is missing. */
function namesIn({ message }: Finding): string[] {
  const [, list = ''] = /^Missing (.+?)(?:, required in .*)?$/.exec(message) ?? [];
  return list.split(/, | and /).filter(Boolean);
}

const isNamed = (blank: string, finding: Finding) =>
  namesIn(finding).some((name) => blank === name || blank.startsWith(`${name}.`));

/** What rules ask for beside the schema, and the empty sections of a runbook. */
const BESIDE =
  /^(?:Missing (?:version or model of the system|sha256 or custodian of evidence item 1|reopened, required in state reopened|duplicate_of, required in state duplicate)|Only 1 escalation contact|Section "[^"]+" is empty)/;

describe.each(CASES)('new %s --state %s', async (kind, state) => {
  const { findings, blanks } = await start(kind, state);
  it('each thing left to write is named by one finding, and nothing else is found', () => {
    const told = blanks.map((blank) => [blank, findings.filter((finding) => isNamed(blank, finding)).length]);
    expect(told).toEqual(blanks.map((blank) => [blank, 1]));
    const others = findings.filter((finding) => !blanks.some((blank) => isNamed(blank, finding)));
    expect(others.map(({ message }) => message).filter((message) => !BESIDE.test(message))).toEqual([]);
  });
});

/** Plausible answers by field, whatever the state asks for. */
const ANSWERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  incident: {
    summary: 'The planner sent two vans to a depot that had closed, and a driver called in at noon.',
    reported_at: '2026-11-20T12:05:00Z',
    reporter: 'dispatch-desk',
    detected_at: '2026-11-20T12:00:00Z',
    occurred_at: '2026-11-20T11:30:00Z',
    'ai_systems.0.system_id': 'route-planner',
    'ai_systems.0.version': '4.2',
    'detection.method': 'user-report',
    owner: 'm.lindqvist',
    severity: 'SEV-4',
    category: 'data-issues',
    'impact.description': 'Two deliveries were an hour late.',
    'impact.affected_groups': '[customers in the north district]',
    'triage.by': 'a.fontaine',
    'triage.at': '2026-11-20T12:20:00Z',
    'triage.decision': 'handle as incident',
    'containment.actions.0.type': 'feature-flag-off',
    'containment.actions.0.at': '2026-11-20T12:40:00Z',
    'containment.contained_at': '2026-11-20T12:45:00Z',
    'containment.verified_by': 'a.fontaine',
    'evidence.0.type': 'log',
    'evidence.0.uri': 'https://evidence.lindqvist.example/2026/11/planner.log',
    'evidence.0.custodian': 'a.fontaine',
    'investigation.method': 'barrier-analysis',
    'investigation.lead': 'a.fontaine',
    'investigation.started_at': '2026-11-20T14:00:00Z',
    'investigation.completed_at': '2026-11-20T15:30:00Z',
    'investigation.escape_point': 'The depot list had no test for closing dates.',
    'investigation.similar_check.done': 'true',
    'investigation.similar_check.result': 'No other list is loaded by the month.',
    'investigation.root_causes.0.statement':
      'The list of depots was loaded once a month, so that a closing within the month never reached the planner.',
    'nonconformity_assessment.is_nonconformity': 'false',
    'nonconformity_assessment.rationale': 'Handled within the times promised, by the procedure.',
    'recovery.restored_at': '2026-11-20T16:00:00Z',
    'recovery.return_to_service_approved_by': 'head-of-operations',
    'recovery.validation_refs': '[https://evidence.lindqvist.example/2026/11/replay.txt]',
    'closure.closed_at': '2026-11-21T09:00:00Z',
    'closure.closed_by': 'a.fontaine',
    'closure.approved_by': 'head-of-operations',
    'notifications.0.audience': 'customers',
    'notifications.0.sent_at': '2026-11-20T13:00:00Z',
    'reopened.0.at': '2026-11-21T10:00:00Z',
    'reopened.0.by': 'a.fontaine',
    'reopened.0.reason': 'A third van was sent there.',
    duplicate_of: 'AI-INC-2026-009',
  },
  capa: {
    kind: 'corrective',
    source: 'internal-audit',
    source_refs: '[reviews/audit.md]',
    problem_statement: 'Depot lists are a month old when they reach the planner.',
    owner: 'm.lindqvist',
    opened_at: '2026-09-01T09:00:00Z',
    priority: 'low',
    requirement_refs: '["8.1"]',
    'actions.0.description': 'Load the list of depots every night',
    due_date: '2026-12-18',
    original_due_date: '2026-12-18',
    approved_by: 'head-of-operations',
    approved_at: '2026-09-03T09:00:00Z',
    implemented_at: '2026-09-20T09:00:00Z',
    evidence_refs: '[https://git.lindqvist.example/planner/pull/41]',
    'effectiveness.criteria': 'No van is sent to a closed depot for a week.',
    'effectiveness.planned_at': '2026-10-26',
    'effectiveness.performed_at': '2026-10-26T09:00:00Z',
    'effectiveness.performed_by': 'a.fontaine',
    'effectiveness.result': 'effective',
    'closure.closed_at': '2026-10-28T09:00:00Z',
    'closure.approved_by': 'head-of-operations',
    'cancelled.reason': 'The depots are sold.',
    'cancelled.approved_by': 'head-of-operations',
    transferred_to: 'https://tickets.lindqvist.example/OPS-77',
    root_cause: '{ statement: The list of depots was loaded once a month and no test looked at closing dates. }',
  },
  runbook: {
    owner: 'operations',
    decision_authority: 'head-of-operations',
    version: "'1.0'",
    review_due: '2027-05-31',
    escalation_contacts:
      '[{ role: head-of-operations, primary: m.lindqvist, backup: a.fontaine }, { role: dispatch, primary: a.fontaine, backup: m.lindqvist }]',
    related_policy: 'POL-AIIM',
    ai_systems: '[route-planner]',
    severity: '[SEV-4]',
    triggers: '[A van is sent to a depot that is closed]',
    'last_known_good.version': "'4.1'",
    'last_drill.date': '2026-10-05',
  },
  waiver: {
    rule_ids: '[runbook-never-drilled]',
    'scope.records': '[RB-PLANNER-01]',
    reason: 'The depot moves in December, and the steps with it.',
    risk_statement: 'Rollback may take an hour longer than promised.',
    requested_by: 'm.lindqvist',
    approved_by: 'head-of-operations',
    granted_at: '2026-11-20',
    expires_at: '2026-12-31',
  },
};

const INEFFECTIVE = { 'effectiveness.result': 'not-effective', 'effectiveness.follow_up_ref': 'CAPA-2026-009' };

/** What one record alone cannot answer: another one that it names, a finding that it waives. */
const ALONE: Readonly<Record<string, string>> = {
  'incident duplicate': 'Unexpected "AI-INC-2026-009", no incident has this id',
  'capa closed-ineffective': 'Unexpected "CAPA-2026-009", no CAPA has this id',
  'waiver approved': 'The waiver covers no finding',
};

/** Fields that rules ask for and the schema does not. */
const BY_RULES: Readonly<Record<string, (state: string) => string[]>> = {
  incident: (state) => (state === 'duplicate' ? ['duplicate_of'] : state === 'reopened' ? ['reopened'] : []),
  capa: () => ['root_cause'],
};

describe.each(CASES)('new %s --state %s with every answer', async (kind, state) => {
  const asked = (await start(kind, state)).blanks;
  it('finds nothing', async () => {
    const fields = new Set([...asked, ...(BY_RULES[kind]?.(state) ?? [])].map((path) => path.split('.')[0]));
    const answers = { ...ANSWERS[kind], ...(state === 'closed-ineffective' ? INEFFECTIVE : {}) };
    const needed = Object.entries(answers).filter(([path]) => fields.has(path.split('.')[0]));
    const options = needed.flatMap(([path, value]) => ['--set', `${path}=${value}`]);
    const { findings, blanks } = await start(kind, state, '--title', 'Vans sent to a closed depot', ...options);
    expect(blanks).toEqual([]);
    const steps = kind === 'runbook' ? runbookSections.filter(({ required }) => required) : [];
    expect(findings.map(({ message }) => message)).toEqual([
      ...steps.map(({ title }) => `Section "${title}" is empty, expected numbered steps or commands`),
      ...[ALONE[`${kind} ${state}`] ?? []].flat(),
    ]);
  });
});

const INCIDENT = (id: string) => `schema_version: 1\nid: ${id}\ntitle: Vans sent to a closed depot\n`;

async function pathOf(files: Readonly<Record<string, string>>, ...args: string[]): Promise<string> {
  const { stdout, stderr } = await run(repository(files), 'new', ...args, '--dry-run');
  return stderr || (stdout.split('\n')[0] ?? '');
}

describe('the next id and the file', () => {
  it.each([
    ['the first of the year', {}, [], 'incidents/AI-INC-2026-001.yml'],
    ['after the last', { 'incidents/AI-INC-2026-007.yml': INCIDENT('AI-INC-2026-007') }, [], 'AI-INC-2026-008.yml'],
    ['a new year', { 'incidents/AI-INC-2025-044.yml': INCIDENT('AI-INC-2025-044') }, [], 'AI-INC-2026-001.yml'],
    ['after one that cannot be read', { 'incidents/AI-INC-2026-012-x.yml': 'id: [' }, [], 'AI-INC-2026-013.yml'],
    ['a title', {}, ['--title', 'Déjà vu: 40 % "off"!'], 'incidents/AI-INC-2026-001-deja-vu-40-off.yml'],
    ['given', {}, ['--id', 'AI-INC-2026-100'], 'incidents/AI-INC-2026-100.yml'],
    [
      'by the configured pattern',
      { '.aimscheck.yml': "rules:\n  incident-id-format: { level: error, pattern: '^INC-\\d{4}-\\d{4}$' }\n" },
      [],
      'incidents/INC-2026-0001.yml',
    ],
    [
      'as the records do where nothing is agreed',
      {
        '.aimscheck.yml': 'rules: { incident-id-format: off }\n',
        'incidents/P-0099.yml': INCIDENT('P-0099'),
      },
      [],
      'incidents/P-0100.yml',
    ],
    [
      'in the configured folder',
      { '.aimscheck.yml': 'documents: { incident: records/ai/*.yaml }\n' },
      [],
      'records/ai/AI-INC-2026-001.yaml',
    ],
    [
      'a folder for each record',
      { '.aimscheck.yml': 'documents: { incident: records/*/incident.yml }\n' },
      ['--title', 'Late vans'],
      'records/AI-INC-2026-001-late-vans/incident.yml',
    ],
    [
      'Markdown where only that is taken',
      { '.aimscheck.yml': 'documents: { incident: "incidents/**/*.md" }\n' },
      [],
      'incidents/AI-INC-2026-001.md',
    ],
  ])('%s', async (_, files, options, path) => {
    expect(await pathOf(files, 'incident', ...options)).toMatch(new RegExp(`^would write (?:incidents/)?${path}$`));
  });

  it('capas, waivers and runbooks have their own', async () => {
    expect(await pathOf({}, 'capa')).toBe('would write capas/CAPA-2026-001.yml');
    expect(await pathOf({}, 'waiver')).toBe('would write waivers/WVR-2026-001.yml');
    const taken = { 'runbooks/planner.md': '---\nid: RB-ROUTE-PLANNER-01\n---\n' };
    expect(await pathOf(taken, 'runbook', '--system', 'route-planner')).toBe(
      'would write runbooks/RB-ROUTE-PLANNER-02.md',
    );
  });

  it('what is there is not overwritten', async () => {
    const folder = repository({ 'incidents/AI-INC-2026-001.yml': 'mine\n' });
    expect(await run(folder, 'new', 'incident', '--id', 'AI-INC-2026-001')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'aimscheck: incidents/AI-INC-2026-001.yml is there already; nothing was written\n',
    });
    expect(readFileSync(join(folder, 'incidents/AI-INC-2026-001.yml'), 'utf8')).toBe('mine\n');
  });

  it.each([
    [['incident', '--state', 'traged'], 'did you mean "triaged"?'],
    [['incident', '--set', 'impact.descripton=x'], 'unknown "descripton", expected'],
    [['incident', '--set', '__proto__.polluted=yes'], 'unknown "__proto__"'],
    [['incident', '--set', 'category=biass'], 'category: Unexpected "biass", expected one of'],
    [['incident', '--set', 'summary'], 'is not of the form field=value'],
    [['incident', '--set', 'tags=[a'], '--set tags: '],
    [['review', 'AI-INC-2026-404'], 'no incident "AI-INC-2026-404"'],
  ])('%j is an error of use', async (args, message) => {
    const folder = repository();
    const { code, stdout, stderr } = await run(folder, 'new', ...args);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(message)]);
    expect(stderr).not.toContain('internal error');
  });
});

it('the whole of what is printed', async () => {
  const folder = repository();
  const { stdout } = await run(folder, 'new', 'waiver', '--incident', 'AI-INC-2026-004', '--stdout');
  expect(stdout).toMatchInlineSnapshot(`
    "# yaml-language-server: $schema=https://aimscheck.github.io/aimscheck/schemas/v1/waiver.schema.json
    # Version of this record format. The current one is 1.
    schema_version: 1
    # Identifier, such as WVR-2026-001.
    id: WVR-2026-001
    # Ids of the rules waived. A list.
    rule_ids:
    # Where the waiver holds.
    scope:
      # Ids of records. A list.
      records:
        - AI-INC-2026-004
    # Why the deviation is accepted.
    reason:
    # What the deviation means and how it is held.
    risk_statement:
    # Who asked for it.
    requested_by:
    # Who approved it; not the requester.
    approved_by:
    # When it was granted.
    granted_at:
    # The last day on which it holds.
    expires_at:
    "
  `);
  expect(
    (await run(folder, 'new', 'capa', '--incident', 'AI-INC-2026-004', '--state', 'open')).stdout,
  ).toMatchInlineSnapshot(`
    "wrote capas/CAPA-2026-001.yml
    Fill in title, kind, problem_statement, owner, opened_at and priority.
    Then run "aimscheck check capas/CAPA-2026-001.yml".
    "
  `);
});

describe('new review', () => {
  const record = readFileSync(
    join(ROOT, 'fixtures/repos/conforming/incidents/AI-INC-2026-015-missing-milligrams.yml'),
    'utf8',
  );
  const FILE = 'incidents/AI-INC-2026-015-missing-milligrams.yml';

  it.each([
    ['YAML', FILE, record.replace(/^review:\n(?: .*\n)+/m, '')],
    ['YAML with Windows line ends', FILE, 'id: AI-INC-2026-015\r\ntitle: Vans sent\r\n'],
    ['front matter', FILE.replace('.yml', '.md'), '---\nid: AI-INC-2026-015\n---\n\n# Missing milligrams\n'],
  ])('is added to the record: %s', async (_, file, before) => {
    const folder = repository({ [file]: before });
    const { code, stdout } = await run(folder, 'new', 'review', 'AI-INC-2026-015', '--set', 'type=pir');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^added review to .*\nFill in review\.held_at, /)]);
    const text = readFileSync(join(folder, file), 'utf8');
    expect(text.startsWith(before.split(/\r?\n---\r?\n\n/)[0]?.trimEnd() ?? '')).toBe(true);
    if (before.includes('\r\n')) expect(text).not.toMatch(/[^\r]\n/);
    const { values } = await parseFile(file, text);
    expect(values[0]).toMatchObject({ id: 'AI-INC-2026-015', review: { type: 'pir', held_at: null, lessons: null } });
    expect((await run(folder, 'new', 'review', file)).stderr).toBe(
      'aimscheck: the record has a "review:" already; nothing was written\n',
    );
  });

  it('where it cannot be added, nothing is touched', async () => {
    for (const text of ['{ id: AI-INC-2026-015 }\n', '---\nid: AI-INC-2026-015\n---\nid: AI-INC-2026-016\n']) {
      const folder = repository({ 'incidents/AI-INC-2026-015.yml': text });
      const { code, stderr } = await run(folder, 'new', 'review', 'AI-INC-2026-015');
      expect([code, stderr]).toEqual([2, expect.stringContaining('no place for a review; print it with --stdout')]);
      expect(readFileSync(join(folder, 'incidents/AI-INC-2026-015.yml'), 'utf8')).toBe(text);
    }
  });
});
