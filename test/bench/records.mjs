import { createRequire } from 'node:module';

// The product's own reader: the peers beside this file bring an older one.
const { dump } = createRequire(new URL('../../package.json', import.meta.url))('js-yaml');

export const SYSTEMS = [
  'claims-triage',
  'letter-writer',
  'fraud-score',
  'support-assistant',
  'route-planner',
  'document-reader',
];
const PEOPLE = ['m.okafor', 'l.brandt', 's.iyer', 'a.nowak', 'c.duarte', 'j.halvorsen', 't.mbeki', 'e.laurent'];
const SYMPTOMS = [
  'declined applications that the rules would have accepted',
  'invented a clause that the contract does not have',
  'gave lower scores to one age group than to the others',
  'followed instructions hidden in an uploaded attachment',
  'read amounts in the wrong currency after a feed changed',
  'answered with account details of another customer',
];
const CAUSES = [
  'The contract between feed and model carries numbers without units, so a change of the feed passes unseen.',
  'The evaluation set holds no case of this kind, so the release gate could not notice the regression.',
  'Retrieved text and instructions share one channel, and nothing tells the model which of the two it reads.',
  'The training sample leaves out customers who joined through the branch network, about a fifth of the whole.',
];
const HOUR = 3_600_000;
/** The instant that counts as now. */
export const AS_OF = '2026-11-23T12:00:00Z';

/** One incident record as YAML, valid unless `isInvalid`; instants are quoted, as some readers need it. */
export function writeRecord(number, isInvalid, random) {
  const record = buildRecord(number, random);
  if (isInvalid) spoil(record, random);
  return dump(record, { lineWidth: 110, noRefs: true });
}

function buildRecord(number, random) {
  const draw = random.below(100);
  if (draw < 35) return triaged(number, Date.parse(AS_OF) - 2 * HOUR, random);
  if (draw < 65) return investigating(number, Date.parse(AS_OF) - 20 * HOUR, random);
  return closed(number, Date.parse('2026-01-10T08:00:00Z') + random.below(4000) * HOUR, random);
}

const at = (start, hours) => new Date(start + hours * HOUR).toISOString().replace('.000Z', '+00:00');

function triaged(number, start, random) {
  const system = random.pick(SYSTEMS);
  const symptom = random.pick(SYMPTOMS);
  return {
    schema_version: 1,
    id: `AI-INC-2026-${String(number).padStart(6, '0')}`,
    title: `${system} ${symptom} (case ${number})`,
    kind: 'incident',
    state: 'triaged',
    severity: 'SEV-3',
    severity_rationale: `About ${random.below(90) + 3} customers were touched, and staff noticed before a decision was final.`,
    category: random.pick(['model-failure', 'bias', 'adversarial-attacks', 'data-issues']),
    art73_class: 'none',
    classification: 'internal',
    occurred_at: at(start, -2),
    occurred_precision: 'hour',
    detected_at: at(start, 0),
    reported_at: at(start, 0),
    reporter: random.pick(PEOPLE),
    owner: PEOPLE[number % 4],
    summary: `On ${at(start, -2).slice(0, 10)} ${system} ${symptom}. A clerk compared the output with the file and reported it.`,
    ai_systems: [
      {
        system_id: system,
        version: `${random.below(9)}.${random.below(20)}.1`,
        environment: 'production',
        role: 'deployer',
      },
    ],
    detection: {
      method: 'human-reviewer',
      source_ref: `DESK-${number}`,
      description: 'Weekly sample of outputs read by a clerk.',
    },
    awareness: { at: at(start, 1), by: random.pick(PEOPLE), basis: 'Triage repeated the case with the same input.' },
    triage: {
      by: random.pick(PEOPLE),
      at: at(start, 1),
      decision: 'AI incident',
      is_ai_incident: true,
      reason: 'Outputs feed decisions on customers.',
    },
    impact: {
      description: 'Letters were held back and written by hand.',
      harm_types: ['financial'],
      actual_or_potential: 'potential',
      affected_groups: ['customers'],
      affected_count: random.below(90) + 3,
      jurisdictions: ['NL'],
      personal_data: 'no',
      minors: false,
      reversible: true,
    },
    state_history: [
      { state: 'reported', at: at(start, 0), by: random.pick(PEOPLE) },
      { state: 'triaged', at: at(start, 1), by: random.pick(PEOPLE) },
    ],
  };
}

function investigating(number, start, random) {
  const record = triaged(number, start, random);
  record.state = 'investigating';
  record.containment = {
    actions: [{ type: 'fallback', at: at(start, 2), by: random.pick(PEOPLE), result: 'Cases go to the manual queue.' }],
    contained_at: at(start, 2),
    verified_by: random.pick(PEOPLE),
    residual_exposure: 'None while the manual queue is used.',
  };
  record.evidence = [1, 2].map((i) => ({
    id: `E${i}`,
    type: 'log',
    uri: `s3://evidence/${number}/part-${i}.jsonl`,
    sha256: random.hex(64),
    collected_at: at(start, 2),
    collected_by: random.pick(PEOPLE),
    custodian: random.pick(PEOPLE),
    retention_until: '2034-12-31',
    sensitive: false,
  }));
  record.investigation = {
    method: '5-whys',
    lead: PEOPLE[4 + (number % 4)],
    team: [random.pick(PEOPLE)],
    started_at: at(start, 3),
  };
  record.state_history.push(
    { state: 'contained', at: at(start, 2), by: random.pick(PEOPLE) },
    { state: 'investigating', at: at(start, 3), by: random.pick(PEOPLE) },
  );
  return record;
}

function closed(number, start, random) {
  const record = investigating(number, start, random);
  record.state = 'closed';
  Object.assign(record.investigation, {
    timeline: [-2, 0, 2].map((hours) => ({
      at: at(start, hours),
      event: random.pick(['Change went live.', 'Report received.', 'Manual queue opened.']),
    })),
    whys: [
      'The output was wrong because an input field was read differently.',
      'It was read differently because its source had changed.',
      'Nobody knew of the change because the feed has no owner on our side.',
    ],
    root_causes: [
      {
        id: `AI-INC-2026-${number}-RC1`,
        statement: random.pick(CAUSES),
        category: 'integration',
        known_or_potential: 'known',
        evidence_refs: ['E1'],
        is_primary: true,
      },
    ],
    contributing_factors: ['The alert on missing fields pages nobody.'],
    escape_point: 'The weekly sample was drawn before the change went live.',
    similar_check: {
      done: true,
      scope: 'All systems that read the same feed',
      result: 'No other system reads this field.',
    },
    completed_at: at(start, 90),
  });
  record.nonconformity_assessment = {
    is_nonconformity: false,
    rationale: 'The control worked as planned and found the case.',
    by: random.pick(PEOPLE),
    at: at(start, 95),
  };
  record.capa = [
    {
      schema_version: 1,
      id: `CAPA-2026-${String(number).padStart(6, '0')}`,
      title: `The feed of ${record.ai_systems[0].system_id} is checked on arrival`,
      kind: 'corrective',
      state: 'implemented',
      source: 'incident',
      source_refs: [record.id],
      problem_statement: 'A field of the feed changed its meaning and nothing noticed.',
      owner: PEOPLE[0],
      opened_at: at(start, 92),
      priority: 'medium',
      requirement_refs: ['A.7.4'],
      root_cause: {
        statement: 'The contract of the feed does not fix the unit of the field, so a change upstream is not an error.',
      },
      actions: [{ description: 'Fix the unit in the contract and test it on arrival', due_date: '2027-03-31' }],
      due_date: '2027-03-31',
      original_due_date: '2027-03-31',
      approved_by: PEOPLE[1],
      approved_at: at(start, 93),
      implemented_at: at(start, 120),
      evidence_refs: ['evidence/feed-contract-test.txt'],
      effectiveness: { criteria: 'No unit mismatch reaches scoring for a quarter', planned_at: '2027-06-30' },
    },
  ];
  record.notifications = [
    {
      audience: 'internal-exec',
      trigger: 'SEV-3',
      sent_at: at(start, 2),
      by: random.pick(PEOPLE),
      approved_by: random.pick(PEOPLE),
      channel: 'mail',
    },
  ];
  record.recovery = {
    restored_at: at(start, 100),
    return_to_service_approved_by: random.pick(PEOPLE),
    validation_refs: ['evidence/return-to-service.txt'],
    enhanced_monitoring_until: at(start, 800).slice(0, 10),
  };
  record.review = {
    type: 'blameless-postmortem',
    held_at: at(start, 120),
    participants: PEOPLE.slice(0, 4),
    what_went_well: 'The manual queue opened within two hours.',
    what_went_wrong: 'Nobody was paged for the missing field.',
    lessons: ['A feed that changes is a release of every model behind it.'],
    aims_inputs: [
      {
        type: 'monitoring',
        ref: 'Monitoring plan',
        owner: random.pick(PEOPLE),
        due: at(start, 400).slice(0, 10),
        status: 'done',
      },
    ],
  };
  record.closure = {
    closed_at: at(start, 200),
    closed_by: record.owner,
    approved_by: PEOPLE[4 + (number % 4)],
    criteria_met: ['Review held', 'Cause removed'],
    residual_risk: 'Low; the field is now checked on arrival.',
  };
  record.state_history.push(
    { state: 'remediating', at: at(start, 95), by: random.pick(PEOPLE) },
    { state: 'verifying', at: at(start, 100), by: random.pick(PEOPLE) },
    { state: 'closed', at: at(start, 200), by: random.pick(PEOPLE) },
  );
  return record;
}

const SPOILERS = [
  (record) => {
    record.impact.afected_count = 4;
  },
  (record) => {
    record.kind = 'accident';
  },
  (record) => {
    delete record.reporter;
  },
  (record) => {
    record.detection.method = ['human-reviewer'];
  },
  (record) => {
    record.reported_at = 'last Tuesday';
  },
];

/** Breaks the schema in one place; the text stays well-formed YAML, because one peer stops its run at any other. */
function spoil(record, random) {
  random.pick(SPOILERS)(record);
}
