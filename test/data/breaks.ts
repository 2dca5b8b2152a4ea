import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One defect put into one file of the conforming repository, and the one finding it gives. */
export interface Break {
  readonly name: string;
  /** Relative to the repository. */
  readonly file: string;
  readonly edit: (text: string) => string;
  readonly expect: { readonly rule: string; readonly line: number; readonly column: number };
  /** What a waiver that no longer holds had covered. */
  readonly uncovers?: string;
}

export const CONFORMING = fileURLToPath(new URL('../../fixtures/repos/conforming/', import.meta.url));

const YAML = 'incidents/AI-INC-2026-001-sepsis-lactate-units.yml';
const FRONT = 'incidents/AI-INC-2026-004-injection-game-day.md';
const JSON_ = 'incidents/AI-INC-2026-008-upgrade-blank-scores.json';
const EMBEDDED = 'incidents/AI-INC-2026-002-bed-forecast-outbreak.yml';
const CAPA = 'capas/CAPA-2026-004.yml';
const RUNBOOK = 'runbooks/bed-forecast.md';

type Edit = Break['edit'];

/** @throws Error when the text does not hold `from`: the fixture has changed, and the break would break nothing. */
function swap(from: string, to: string): Edit {
  return (text) => {
    if (!text.includes(from)) throw new Error(`Nothing to break: ${JSON.stringify(from)}`);
    return text.replace(from, () => to);
  };
}

const drop = (lines: string): Edit => swap(lines, '');
const then =
  (...edits: readonly Edit[]): Edit =>
  (text) =>
    edits.reduce((edited, edit) => edit(edited), text);

/** Line and column (1-based) of the `▸` in a piece of the broken text; `last` for its last occurrence. */
function positionOf(text: string, marked: string): { line: number; column: number } {
  const piece = marked.replace('▸', '');
  const start = marked.startsWith('…') ? text.lastIndexOf(piece.slice(1)) : text.indexOf(piece);
  if (start < 0) throw new Error(`Not in the broken text: ${JSON.stringify(piece)}`);
  const offset = start + marked.replace(/^…/, '').indexOf('▸');
  const before = text
    .slice(0, offset)
    .replace(/^\ufeff/, '')
    .split(/\r?\n/);
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

interface Defect {
  readonly file?: string;
  readonly edit: Edit;
  readonly rule?: string;
  /** A piece of the broken text with `▸` where the finding stands; with `…` in front, its last occurrence. */
  readonly at: string;
  readonly uncovers?: string;
}

function define([name, { file = YAML, edit, rule = 'incident-schema-valid', at, uncovers }]: readonly [
  string,
  Defect,
]): Break {
  const broken = edit(readFileSync(`${CONFORMING}${file}`, 'utf8'));
  return { name, file, edit, expect: { rule, ...positionOf(broken, at) }, ...(uncovers ? { uncovers } : {}) };
}

const FIRST_KEY = '▸schema_version:';
const SYNTAX = 'document-syntax-invalid';

/** The alias with which the text grows past what any honest file holds. */
const AT_BOMB = `x_d: &d [${'*c, '.repeat(9)}▸*c`;

const BOMB = ['x_a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]']
  .concat([...'bcdefghij'].map((name, i) => `x_${name}: &${name} [${Array(10).fill(`*${'abcdefghi'[i]}`).join(', ')}]`))
  .join('\n');

/** The same record under another id as a second document, with a category that does not exist. */
const withSecond: Edit = (text) =>
  `${text}---\n${swap('category: data-issues', 'category: sensor-fault')(text.replaceAll('AI-INC-2026-001', 'AI-INC-2026-099'))}`;

const DEFECTS: Readonly<Record<string, Defect>> = {
  'missing: required of every record': { edit: drop('reporter: ward-5-nurse-in-charge\n'), at: FIRST_KEY },
  'missing: required in a mapping': {
    edit: drop('  method: human-reviewer\n'),
    rule: 'incident-detection-method-missing',
    at: '▸detection:',
  },
  'missing: required by state': {
    edit: drop('owner: s.lindgren\n'),
    rule: 'incident-owner-missing',
    at: FIRST_KEY,
  },
  'missing: required by state, in a mapping': {
    edit: drop('  restored_at: 2026-03-20T07:00:00+00:00\n'),
    rule: 'incident-required-by-state',
    at: '▸recovery:',
  },
  'missing: the root causes': {
    file: FRONT,
    edit: (text) => text.replace(/ {2}root_causes:\n[^]*?(?= {2}escape_point)/, ''),
    rule: 'incident-root-cause-missing',
    at: '▸investigation:',
  },
  'missing: in an item of a list': {
    edit: swap('- system_id: sepsis-watch\n    version', '- version'),
    at: '- ▸version',
  },
  'null for something required': { edit: swap('reporter: ward-5-nurse-in-charge', 'reporter: null'), at: '▸reporter:' },
  'nothing for something required': { edit: swap('reporter: ward-5-nurse-in-charge', 'reporter:'), at: '▸reporter:' },
  'empty text for something required': {
    edit: swap('reporter: ward-5-nurse-in-charge', "reporter: ''"),
    at: '▸reporter:',
  },
  'misspelt key': { edit: swap('\nreporter:', '\nreportr:'), at: '▸reportr:' },
  'misspelt key in a mapping': { edit: swap('  source_ref:', '  sorce_ref:'), at: '▸sorce_ref:' },
  'misspelt key that the state requires': { edit: swap('\nowner:', '\nownr:'), at: '▸ownr:' },
  'unknown key in a mapping': { edit: swap('  harm_types:', '  ward_colour: red\n  harm_types:'), at: '▸ward_colour' },
  'text where a whole number is': {
    edit: swap('affected_count: 212', 'affected_count: many'),
    at: 'affected_count: ▸many',
  },
  'a number below the least': { edit: swap('affected_count: 212', 'affected_count: -1'), at: 'affected_count: ▸-1' },
  'text where true or false is': { edit: swap('is_ai_incident: true', 'is_ai_incident: maybe'), at: '▸maybe' },
  'a number where text is': { edit: (text) => text.replace(/^title: .*$/m, 'title: 2026'), at: 'title: ▸2026' },
  'a list where a mapping is': {
    edit: (text) => text.replace(/^recovery:\n(?: .*\n)+/m, 'recovery: [2026-03-20]\n'),
    at: 'recovery: ▸[',
  },
  'a mapping where a list is': {
    edit: swap('capa_refs: [CAPA-2026-001, CAPA-2026-002]', 'capa_refs: { first: CAPA-2026-001 }'),
    at: 'capa_refs: ▸{',
  },
  'text where a list is': { edit: swap('[safety-physical]', 'safety-physical'), at: 'secondary: ▸safety' },
  'wrong enum': { edit: swap('\nstate: closed', '\nstate: finished'), at: 'state: ▸finished' },
  'wrong enum in a mapping': { edit: swap('  method: human-reviewer', '  method: nurse'), at: 'method: ▸nurse' },
  'wrong enum in an item of a list': { edit: swap('type: kill-switch', 'type: kill-swich'), at: '▸kill-swich' },
  'wrong enum deep in a list': {
    edit: swap('category: integration', 'category: interface'),
    at: 'category: ▸interface',
  },
  'another version of the format': { edit: swap('schema_version: 1', 'schema_version: 2'), at: 'schema_version: ▸2' },
  'a hash that is none': {
    edit: (text) => text.replace(/sha256: '[0-9a-f]{64}'/, "sha256: '883f6f04'"),
    at: "sha256: ▸'883f6f04'",
  },
  'a day that does not exist': { edit: swap('_until: 2026-04-20', '_until: 2026-02-30'), at: '_until: ▸2026-02-30' },
  'a date with slashes': { edit: swap('_until: 2026-04-20', '_until: 2026/04/20'), at: '_until: ▸2026/04/20' },
  'text instead of a date': {
    edit: swap('\ndetected_at: 2026-03-11T05:25:00+00:00', '\ndetected_at: on Wednesday'),
    at: 'detected_at: ▸on',
  },
  'a date-time without offset': {
    edit: swap('held_at: 2026-03-24T14:00:00+00:00', 'held_at: 2026-03-24T14:00:00'),
    rule: 'incident-timezone-missing',
    at: 'held_at: ▸2026',
  },
  'bad indentation': {
    edit: swap('\n  source_ref: AISAFE-2188', '\n source_ref: AISAFE-2188'),
    rule: SYNTAX,
    at: ' ▸source_ref',
  },
  'duplicate key': {
    edit: swap('severity: SEV-1\n', 'severity: SEV-1\nseverity: SEV-2\n'),
    rule: SYNTAX,
    at: '▸severity: SEV-2',
  },
  'tab in the indentation': {
    edit: swap('\n  by: d.kavanagh', '\n\tby: d.kavanagh'),
    rule: SYNTAX,
    at: '▸\tby: d.kavanagh',
  },
  'unclosed double quote': { edit: swap('title: Sepsis', 'title: "Sepsis'), rule: SYNTAX, at: 'title: ▸"' },
  'unclosed single quote': { edit: swap('title: Sepsis', "title: 'Sepsis"), rule: SYNTAX, at: "title: ▸'" },
  'unclosed bracket': { edit: swap('[safety-physical]', '[safety-physical'), rule: SYNTAX, at: 'secondary: ▸[' },
  'unclosed brace': {
    edit: swap('at: 2026-06-30T15:30:00+01:00, by: s.lindgren }', 'at: 2026-06-30T15:30:00+01:00, by: s.lindgren'),
    rule: SYNTAX,
    at: '▸{ state: closed',
  },
  'unknown alias': { edit: swap('owner: s.lindgren', 'owner: *lead'), rule: SYNTAX, at: '▸*lead' },
  'alias bomb': { edit: (text) => `${text}${BOMB}\n`, rule: SYNTAX, at: AT_BOMB },
  'CRLF and a wrong enum': {
    edit: then(swap('category: data-issues', 'category: sensor-fault'), (text) => text.replaceAll('\n', '\r\n')),
    at: 'category: ▸sensor-fault',
  },
  'CRLF and an unclosed bracket': {
    edit: then(swap('[safety-physical]', '[safety-physical'), (text) => text.replaceAll('\n', '\r\n')),
    rule: SYNTAX,
    at: 'secondary: ▸[',
  },
  'BOM and a wrong enum': {
    edit: then(swap('category: data-issues', 'category: sensor-fault'), (text) => `\ufeff${text}`),
    at: 'category: ▸sensor-fault',
  },
  'BOM and a missing key': {
    edit: then(drop('reporter: ward-5-nurse-in-charge\n'), (text) => `\ufeff${text}`),
    at: FIRST_KEY,
  },
  'second document of a file: wrong enum': { edit: withSecond, at: '…category: ▸sensor-fault' },
  'front matter: wrong enum': { file: FRONT, edit: swap('kind: drill', 'kind: exercise'), at: 'kind: ▸exercise' },
  'front matter: missing': { file: FRONT, edit: drop('reporter: k.nwosu\n'), at: FIRST_KEY },
  'front matter: duplicate key': {
    file: FRONT,
    edit: swap('kind: drill\n', 'kind: drill\nkind: hazard\n'),
    rule: SYNTAX,
    at: '▸kind: hazard',
  },
  'front matter: unclosed bracket': { file: FRONT, edit: swap('[IE]', '[IE'), rule: SYNTAX, at: 'jurisdictions: ▸[' },
  'JSON: wrong enum': {
    file: JSON_,
    edit: swap('"category": "data-issues"', '"category": "sensor-fault"'),
    at: '"category": ▸"sensor-fault"',
  },
  'JSON: missing': { file: JSON_, edit: drop('  "reporter": "ward-4-night-shift",\n'), at: '▸"schema_version"' },
  'JSON: a number where text is': {
    file: JSON_,
    edit: (text) => text.replace(/"summary": ".*",/, '"summary": 4,'),
    at: '"summary": ▸4',
  },
  'JSON: trailing comma': {
    file: JSON_,
    edit: swap('"role": "provider"\n', '"role": "provider",\n'),
    rule: SYNTAX,
    at: '"role": "provider"▸,',
  },
  'JSON: duplicate key': {
    file: JSON_,
    edit: swap('  "state": "remediating",\n', '  "state": "remediating",\n  "state": "verifying",\n'),
    rule: SYNTAX,
    at: '▸"state": "verifying"',
  },
  'JSON: unclosed quote': {
    file: JSON_,
    edit: swap('"state": "remediating",', '"state": "remediating,'),
    rule: SYNTAX,
    at: '"state": ▸"remediating,',
  },
  'embedded CAPA: missing owner': {
    file: EMBEDDED,
    edit: drop('    owner: f.oshea\n'),
    rule: 'capa-owner-missing',
    at: '- ▸id: CAPA-2026-003',
  },
  'embedded CAPA: misspelt key': {
    file: EMBEDDED,
    edit: swap('\n    due_date:', '\n    due_dat:'),
    rule: 'capa-schema-valid',
    at: '▸due_dat:',
  },
  'embedded CAPA: wrong enum': {
    file: EMBEDDED,
    edit: swap('priority: low', 'priority: lowest'),
    rule: 'capa-schema-valid',
    at: 'priority: ▸lowest',
  },
  'CAPA: text instead of a date': {
    file: CAPA,
    edit: swap('planned_at: 2027-02-12', 'planned_at: next spring'),
    rule: 'capa-schema-valid',
    at: 'planned_at: ▸next',
  },
  'CAPA: missing due date': {
    file: CAPA,
    edit: swap('\ndue_date: 2026-11-13', ''),
    rule: 'capa-due-date-missing',
    at: FIRST_KEY,
  },
  'CAPA: a time zone is no offset': {
    file: CAPA,
    edit: swap('opened_at: 2026-08-03T10:00:00+01:00', 'opened_at: 2026-08-03T10:00:00 Europe/Dublin'),
    rule: 'capa-schema-valid',
    at: 'opened_at: ▸2026',
  },
  'runbook: missing key': {
    file: RUNBOOK,
    edit: drop('decision_authority: ai-operations-lead\n'),
    rule: 'runbook-authority-missing',
    at: FIRST_KEY,
  },
  'runbook: wrong enum in a flow mapping': {
    file: RUNBOOK,
    edit: swap('type: tabletop', 'type: meeting'),
    rule: 'runbook-front-matter-valid',
    at: 'type: ▸meeting',
  },
  'policy: wrong enum': {
    file: 'policies/ai-monitoring.md',
    edit: swap('classification: internal', 'classification: in-house'),
    rule: 'policy-metadata-missing',
    at: 'classification: ▸in-house',
  },
  'profile: wrong enum': {
    file: 'profile.yml',
    edit: swap('criticality: critical', 'criticality: vital'),
    rule: 'profile-schema-valid',
    at: 'criticality: ▸vital',
  },
  'waiver: missing approver': {
    file: 'waivers/WVR-2026-001.yml',
    edit: drop('approved_by: o.brannigan\n'),
    rule: 'waiver-invalid',
    at: FIRST_KEY,
    uncovers: 'runbook-drill-stale',
  },
};

export const BREAKS: readonly Break[] = Object.entries(DEFECTS).map(define);
