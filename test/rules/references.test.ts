import { describe, expect, it, test } from 'vitest';
import policyReviewOverdue from '../../src/rules/policy-review-overdue.ts';
import drillStale from '../../src/rules/runbook-drill-stale.ts';
import reviewOverdue from '../../src/rules/runbook-review-overdue.ts';
import systemWithoutRunbook from '../../src/rules/system-without-runbook.ts';
import dangling from '../../src/rules/xref-dangling.ts';
import duplicateId from '../../src/rules/xref-duplicate-id.ts';
import { type Files, tell, type Values } from './workspace-of.ts';

const CAPA = 'capas/CAPA-2026-014.yml';
const INCIDENT = 'incidents/AI-INC-2026-038.yml';
const RUNBOOK = 'runbooks/claims-triage.md';

const incident: Values = {
  id: 'AI-INC-2026-038',
  kind: 'incident',
  ai_systems: [{ system_id: 'claims-triage' }],
  investigation: { root_causes: [{ id: 'RC-38-1', statement: 'The index job keeps withdrawn documents' }] },
};
const runbook: Values = {
  id: 'RB-CLAIMS-01',
  status: 'approved',
  severity: ['SEV-2'],
  ai_systems: ['claims-triage'],
  related_policy: 'POL-AIIM-01',
};
const base: Files = {
  [INCIDENT]: incident,
  [CAPA]: { id: 'CAPA-2026-014', source_refs: ['AI-INC-2026-038', 'IA-2026-02'], root_cause_refs: ['RC-38-1'] },
  [RUNBOOK]: runbook,
  'policies/ai-incident-management.md': { id: 'POL-AIIM-01' },
};
const dangles = (files: Files) => tell(dangling, { ...base, ...files });

describe('xref-dangling', () => {
  it('is silent where every reference leads somewhere, audits and tickets aside', () => {
    expect(dangles({})).toEqual([]);
  });

  const runbookRef = { actions: [{ runbook_ref: 'RB-CLAIMS-02' }] };
  test.each<[string, string, Values, string]>([
    [INCIDENT, '/capa_refs/0', { capa_refs: ['CAPA-2026-099'] }, '"CAPA-2026-099", no CAPA has this id'],
    [
      INCIDENT,
      '/containment/actions/0/runbook_ref',
      { containment: runbookRef },
      '"RB-CLAIMS-02", no runbook has this id',
    ],
    [INCIDENT, '/related/0/id', { related: [{ id: 'AI-INC-2026-083' }] }, 'did you mean "AI-INC-2026-038"?'],
    [INCIDENT, '/duplicate_of', { duplicate_of: 'AI-INC-2026-001' }, '"AI-INC-2026-001", no incident has this id'],
    [INCIDENT, '/waivers/0', { waivers: ['WVR-2026-009'] }, '"WVR-2026-009", no waiver has this id'],
    [
      CAPA,
      '/source_refs/0',
      { source_refs: ['AI-INC-2026-39'] },
      '"AI-INC-2026-39", no incident, CAPA or runbook has this id',
    ],
    [CAPA, '/root_cause_refs/0', { root_cause_refs: ['RC-38-2'] }, '"RC-38-2", no root cause has this id'],
    [CAPA, '/recurrence_of', { recurrence_of: 'CAPA-2025-003' }, '"CAPA-2025-003", no CAPA has this id'],
    [
      CAPA,
      '/effectiveness/follow_up_ref',
      { effectiveness: { follow_up_ref: 'CAPA-2026-020' } },
      'no CAPA has this id',
    ],
    [RUNBOOK, '/related_policy', { related_policy: 'POL-AIIM-02' }, '"POL-AIIM-02", no policy has this id'],
    [RUNBOOK, '/related_policy', { related_policy: '../policies/incidents.md' }, 'no policy has this path'],
    [RUNBOOK, '/related_runbooks/0', { related_runbooks: ['RB-FRAUD-01'] }, '"RB-FRAUD-01", no runbook has this id'],
    [RUNBOOK, '/updated_after/0', { updated_after: ['AI-INC-2026-040'] }, '"AI-INC-2026-040", no incident has this id'],
  ])('%s %s', (path, pointer, value, message) => {
    const [found, ...more] = dangles({ [path]: { ...(base[path] as Values), ...value } });
    expect(found).toContain(`${path} ${pointer}: `);
    expect(found).toContain(message);
    expect(more).toEqual([]);
  });

  test.each([
    'policies/ai-incident-management.md',
    '../policies/ai-incident-management.md',
    './../policies/ai-incident-management.md#5-containment',
  ])('follows the path %s', (path) => expect(dangles({ [RUNBOOK]: { ...runbook, related_policy: path } })).toEqual([]));

  it('asks nothing of addresses', () => {
    expect(dangles({ [INCIDENT]: { ...incident, capa_refs: ['https://tickets.halden.example/CAPA-7'] } })).toEqual([]);
  });

  it('knows the causes of an incident by its id, too', () => {
    const capa = (ref: string) => ({ [CAPA]: { id: 'CAPA-2026-014', root_cause_refs: [ref] } });
    expect(dangles(capa('AI-INC-2026-038#RC-38-1'))).toEqual([]);
    expect(dangles(capa('AI-INC-2026-038#RC-38-9'))).toHaveLength(1);
  });

  it('leaves it to the incident to say that it states no cause', () => {
    expect(dangles({ [INCIDENT]: { id: 'AI-INC-2026-038' } })).toEqual([]);
  });

  describe('where a document cannot be read', () => {
    const citing = { [INCIDENT]: { ...incident, capa_refs: ['CAPA-2026-014'] } };

    it('its ids are taken from its text and its name', () => {
      expect(dangles({ ...citing, [CAPA]: 'title: "unclosed' })).toEqual([]);
      expect(dangles({ ...citing, [CAPA]: {}, 'capas/draft.yml': 'id: CAPA-2026-014\ntitle: "unclosed' })).toEqual([]);
    });

    it('others still dangle', () => {
      const files = { [INCIDENT]: { ...incident, capa_refs: ['CAPA-2026-015'] }, [CAPA]: 'title: "unclosed' };
      expect(dangles(files)).toHaveLength(1);
    });

    it('or lacks its id, what it may carry does not', () => {
      expect(dangles({ ...citing, [CAPA]: { title: 'Withdraw documents from the index' } })).toEqual([]);
      expect(
        dangles({
          [INCIDENT]: { ...incident, containment: { actions: [{ runbook_ref: 'RB-CLAIMS-01' }] } },
          [RUNBOOK]: { ...runbook, id: undefined },
        }),
      ).toEqual([]);
    });
  });

  it('has no trouble with ids that name properties of every object', () => {
    const ids = ['__proto__', 'constructor', 'hasOwnProperty'];
    expect(dangles({ [INCIDENT]: { ...incident, capa_refs: ids } })).toHaveLength(ids.length);
  });
});

describe('xref-duplicate-id', () => {
  it('is told at the later document, naming the first', () => {
    const files = {
      'capas/CAPA-2026-014.yml': { id: 'CAPA-2026-014' },
      'capas/CAPA-2026-014-b.yml': { id: 'CAPA-2026-014' },
    };
    expect(tell(duplicateId, files)).toEqual([
      'capas/CAPA-2026-014.yml /id: CAPA id "CAPA-2026-014" is already used in capas/CAPA-2026-014-b.yml',
    ]);
  });

  it('counts the CAPAs of an incident', () => {
    const embedded = { ...incident, capa: [{ id: 'CAPA-2026-014' }, { id: 'CAPA-2026-014' }] };
    expect(tell(duplicateId, { [INCIDENT]: embedded })).toEqual([
      `${INCIDENT} /capa/1/id: CAPA id "CAPA-2026-014" is already used in ${INCIDENT}`,
    ]);
  });

  it('does not mind one id in two kinds, nor documents without one', () => {
    expect(tell(duplicateId, { [CAPA]: { id: '2026-014' }, [INCIDENT]: { id: '2026-014' } })).toEqual([]);
    expect(tell(duplicateId, { 'capas/a.yml': {}, 'capas/b.yml': {} })).toEqual([]);
  });
});

describe('system-without-runbook', () => {
  const profile = (...systems: Values[]): Files => ({ 'profile.yml': { ai_systems: systems } });
  const fraud = { id: 'fraud-scoring', status: 'production' };

  it('asks for one for what is in production', () => {
    expect(tell(systemWithoutRunbook, profile(fraud))).toEqual([
      'profile.yml /ai_systems/0: Missing approved runbook for system fraud-scoring',
    ]);
    expect(
      tell(systemWithoutRunbook, profile({ id: 'fraud-scoring', environments: ['staging', 'production'] })),
    ).toHaveLength(1);
    for (const status of ['planned', 'development', 'retired']) {
      expect(tell(systemWithoutRunbook, profile({ ...fraud, status, environments: ['production'] }))).toEqual([]);
    }
    expect(
      tell(systemWithoutRunbook, profile({ id: 'fraud-scoring' }, { id: 'quotes', environments: ['test'] })),
    ).toEqual([]);
  });

  it('names the runbook that is no help yet', () => {
    const files = {
      ...profile(fraud),
      'runbooks/fraud.md': { id: 'RB-FRAUD-01', status: 'draft', ai_systems: ['fraud-scoring'] },
    };
    expect(tell(systemWithoutRunbook, files).join()).toContain('fraud-scoring; RB-FRAUD-01 is draft');
  });

  it('takes the systems of incidents where there is no inventory, each once', () => {
    const files: Files = {
      ...base,
      [INCIDENT]: { ...incident, ai_systems: [{ system_id: 'quotes' }] },
      'incidents/AI-INC-2026-039.yml': { ...incident, ai_systems: [{ system_id: 'Quotes' }] },
    };
    expect(tell(systemWithoutRunbook, files)).toEqual([
      `${INCIDENT} /ai_systems/0/system_id: Missing approved runbook for system quotes`,
    ]);
  });

  it('leaves alone who keeps neither inventory nor runbooks here', () => {
    expect(tell(systemWithoutRunbook, { [INCIDENT]: incident })).toEqual([]);
  });

  it('does not guess what a runbook covers that cannot be read or does not say', () => {
    expect(tell(systemWithoutRunbook, { ...profile(fraud), 'runbooks/fraud.md': 'id: "RB-FRAUD-01' })).toEqual([]);
    expect(
      tell(systemWithoutRunbook, { ...profile(fraud), 'runbooks/fraud.md': { id: 'RB-FRAUD-01', status: 'approved' } }),
    ).toEqual([]);
    expect(
      tell(systemWithoutRunbook, { ...profile(fraud), 'runbooks/fraud.md': { ai_systems: ['fraud-scoring'] } }),
    ).toEqual([]);
  });
});

describe('runbook-drill-stale', () => {
  const drilled = (date: string, more: Values = {}) =>
    tell(drillStale, { [RUNBOOK]: { ...runbook, last_drill: { date }, ...more } });

  test.each<[number, string, Values]>([
    [365, '2025-11-23', {}],
    [180, '2026-05-27', { severity: ['SEV-2', 'SEV-1'] }],
    [90, '2026-08-25', { severity: ['SEV-1'], drill_interval_days: 90 }],
  ])('lasts %i days', (days, lastGood, more) => {
    expect(drilled(lastGood, more)).toEqual([]);
    const dayBefore = new Date(Date.parse(lastGood) - 86_400_000).toISOString().slice(0, 10);
    expect(drilled(dayBefore, more).join()).toMatch(`${days + 1} days ago, on ${dayBefore}; `);
    expect(drilled(dayBefore, more).join()).toMatch(` ${days} days`);
  });

  it('asks for none of drafts and retired ones', () => {
    expect(drilled('2020-01-01', { status: 'draft' })).toEqual([]);
    expect(drilled('2020-01-01', { status: 'retired' })).toEqual([]);
  });
});

describe('reviews', () => {
  it('of a runbook are due until the end of the day', () => {
    const due = (review_due: string) => tell(reviewOverdue, { [RUNBOOK]: { ...runbook, review_due } });
    expect(due('2026-11-23')).toEqual([]);
    expect(due('2026-11-22')).toEqual([
      `${RUNBOOK} /review_due: Review of RB-CLAIMS-01 is 1 day overdue: due 2026-11-22`,
    ]);
  });

  it('of a policy are due by its date, else a cycle after it came into force', () => {
    const review = (metadata: Values) =>
      tell(policyReviewOverdue, { 'policies/p.md': { id: 'POL-AIIM-01', status: 'approved', ...metadata } });
    expect(review({ review_date: '2026-11-23' })).toEqual([]);
    expect(review({ review_date: '2026-11-22' }).join()).toContain('1 day overdue: due 2026-11-22');
    expect(review({ effective_date: '2025-11-23', review_cycle_months: 12 })).toEqual([]);
    expect(review({ effective_date: '2025-11-22', review_cycle_months: 12 }).join()).toContain(
      '1 day overdue: due 2026-11-22',
    );
    expect(review({ effective_date: '2025-08-31', review_cycle_months: 6 }).join()).toContain('due 2026-02-28');
    expect(review({ effective_date: '2020-01-01', review_cycle_months: 12, review_date: '2027-01-31' })).toEqual([]);
    expect(review({ review_date: '2026-01-01', status: 'retired' })).toEqual([]);
  });
});
