import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { gather } from '../../src/check/workspace.ts';
import { capaFacts } from '../../src/facts/capa.ts';
import { incidentFacts } from '../../src/facts/incident.ts';
import type { PolicyFacts, Workspace } from '../../src/facts/index.ts';
import { type Rule, reportsOf, type WorkspaceRule } from '../../src/rules/define-rule.ts';
import capaMissing from '../../src/rules/incident-capa-missing.ts';
import closedOpenCapa from '../../src/rules/incident-closed-open-capa.ts';
import idFormat from '../../src/rules/incident-id-format.ts';
import requiredByState from '../../src/rules/incident-required-by-state.ts';
import timelineMonotonic from '../../src/rules/incident-timeline-monotonic.ts';
import severityNotInPolicy from '../../src/rules/severity-not-in-policy.ts';
import { blamesPersonOnly } from '../../src/rules/shared/human-error.ts';
import { PATTERN_LANGUAGE, readPattern } from '../../src/rules/shared/id-pattern.ts';
import { findPlaceholder, saysNotApplicable } from '../../src/rules/shared/placeholder.ts';
import { contentWords, countWords, shareOf } from '../../src/rules/shared/words.ts';
import { UTC } from '../../src/time.ts';
import type { WorkspaceReport } from '../../src/types.ts';

const BLAMING = [
  'Human error.',
  'Operator error',
  'User error during data entry',
  'The engineer forgot to update the feature schema.',
  'Human error by the on-call engineer',
  'An operator made a mistake while promoting the model.',
  'The root cause was human error: the engineer selected the wrong model version in the registry.',
  'The claims handler did not follow the rollback procedure.',
  'm.okafor forgot to re-enable the drift monitor after the maintenance window.',
  '@jlindqvist uploaded the wrong training file',
  'Lack of attention by the reviewer.',
  'Due to carelessness.',
  'The annotators mislabelled four percent of the images.',
  'A data scientist accidentally deleted the holdout partition.',
  'A reviewer overlooked the failing fairness metric before approving the release.',
  'Manual error when copying thresholds into production.',
  'Someone pushed the incorrect prompt template to production.',
  'Clerical error in the configuration sheet.',
  'Simple oversight by the team.',
  'The wrong file was uploaded by mistake.',
  'Typo in the config.',
  'Fat-fingered threshold',
  'The user misunderstood the instructions.',
  'It was caused by a misunderstanding',
  'Employee negligence',
  'Staff were not paying attention during the night shift and the alarm went on for an hour.',
  'The team failed to notice the degraded accuracy for three weeks.',
  'The developer did not test the change before deployment to the scoring service.',
  'Menschliches Versagen',
  'Erreur humaine lors du déploiement',
  'Error humano',
  'Errore umano',
  'The engineer who ran the release skipped the approval checklist.',
  'The employee ignored the warning and released the model.',
  'Reviewer fatigue and human factors',
  'The underwriter entered an incorrect value in the override form.',
  'The model was released because an engineer misread the evaluation report.',
  'Human mistake: threshold entered as 0.05 instead of 0.5.',
  'An engineer ran the migration script against the wrong environment.',
  'The on-duty engineer inadvertently disabled the guardrail.',
  'Operators failed to escalate in time',
  'Mistake made by an employee.',
  'An error on the part of the operator',
  'The mistake was made by a junior engineer and cost two hours of downtime.',
  'Procedure was not followed.',
  'Procedures were not followed by the night shift.',
  'Failure to follow the release checklist.',
  'The operator was at fault.',
  'Negligence of the claims handler.',
  'The analyst was inexperienced.',
  'Individual error.',
  'The rollback procedure had not been followed.',
  'Mistyped threshold',
  'He pressed the wrong button',
];

const EXPLAINING = [
  'The deployment pipeline accepts any model version without a range check, so a mistyped threshold reached production.',
  'Training data from the second quarter lacked claims from new regions, so the model extrapolated.',
  'An engineer mistyped the threshold and the configuration schema has no range validation.',
  'Human error rate in labels was within tolerance; the drift came from a vendor schema change.',
  'No human error was involved; the vendor changed the API default.',
  "Lack of human oversight of the assistant's answers: no reviewer sees replies above the confidence threshold.",
  'The user bypassed the guardrail with a role-play prompt that the input filter does not recognise.',
  'The feature store returned stale values because the TTL was set to 30 days.',
  'A user injected instructions in a PDF that the retrieval step passed to the model as trusted text.',
  "The release process has a single approver and no automated fairness test, so the reviewer's oversight went through.",
  'The runbook was outdated, so the operator restored the wrong model version.',
  'The model forgot earlier instructions in long conversations because the context window is truncated from the front.',
  'The upstream feature pipeline silently filled missing values with zero after the schema migration.',
  'The two environments share the same screen colour and the operator ran the script in production.',
  'Operators were not paged because the alert routing pointed at a retired rota.',
  'The engineer did not have access to the registry.',
  'Concept drift: customers behaved differently after the price change.',
  'The evaluation set did not contain dialect speech, so the regression was not visible before release.',
  'The system allowed an operator to disable the monitor without approval.',
  'The oversight committee had no criteria for pausing the model.',
  'Label error: annotators worked from ambiguous guidelines.',
  'Rather than human error, the interface labels the two actions identically.',
  'The user error message exposes the system prompt.',
  'The supplier changed the tokenizer in a minor release without notice.',
  'The agent called the payment tool twice after a timeout.',
  'The agent did not check the balance before transfer',
  'The reviewer queue was overloaded after the campaign and cases were approved unread.',
  'The team migrated the scoring service to a new region whose clock skew broke windowed features.',
  'Users entered prompts in Norwegian, which the toxicity filter was never evaluated on.',
  'Customers uploaded photos with embedded text that the OCR stage passed on as instructions.',
  'Human reviewers see only the score and not the inputs, so they cannot detect a wrong decision.',
  'Accidental overfitting to the validation split through repeated threshold tuning.',
  'Batch job inadvertently trained on the evaluation partition since the split key was not stable across runs.',
  'Error of the user interface: both buttons carry the same label.',
  'The procedure was not followed because the runbook had no step for the standby region.',
  'Errors of the tokenizer for Norwegian compound words.',
  'The team that owns the feature store changed the null encoding and the contract test did not cover it.',
  'The process was not documented for the second data centre.',
  'The vendor engineer rotated the key and our client has no retry on 401.',
  'Failure to converge: learning rate schedule reset at every restart.',
  'Missing values were encoded as zero.',
  'The model was trained on claims closed before the tariff change of 2025.',
  'Retriever ranked an expired policy wording above the valid one since the index keeps withdrawn documents.',
  'The bias stems from historical decisions of human adjusters that the training labels reproduce.',
  'Analysts had labelled early fraud cases by postcode, which the model learned as a proxy for origin.',
  'User feedback was used as ground truth although it favours cheap quotes.',
];

describe('a cause that is only the error of a person', () => {
  test.each(BLAMING)('is seen in: %s', (statement) => expect(blamesPersonOnly(statement)).toBe(true));
  test.each(EXPLAINING)('is not seen in: %s', (statement) => expect(blamesPersonOnly(statement)).toBe(false));

  it('is not seen once what let the error through is named', () => {
    const safeguards = [
      'there is no range check',
      'the release pipeline accepts any value',
      'the form gives no warning',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...BLAMING), fc.constantFrom(...safeguards), (blame, safeguard) => {
        expect(blamesPersonOnly(`${blame.replace(/\.$/, '')}; ${safeguard}.`)).toBe(false);
      }),
    );
  });

  it('does not depend on case, spacing or closing punctuation', () => {
    for (const statement of BLAMING) {
      expect(blamesPersonOnly(`  ${statement.toUpperCase().replaceAll(' ', '  ')}!! `)).toBe(true);
    }
  });
});

describe('words in common', () => {
  it('are all of them where a text is told again in another order and inflection', () => {
    expect(overlap('Claims were rejected by the scoring model', 'The model scores rejected many claims')).toBe(1);
  });

  it('are none for a cause in words of its own', () => {
    expect(overlap('Index job never deletes withdrawn documents', 'Customers were told wrong conditions')).toBe(0);
  });

  it('are a share between 0 and 1, 1 of a text with itself', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const share = overlap(a, b);
        expect(share >= 0 && share <= 1).toBe(true);
        expect([0, 1]).toContain(overlap(a, a));
      }),
    );
  });

  it('are counted in scripts without spaces too', () => {
    expect(countWords('学習データに新しい地域の請求が含まれていなかった')).toBeGreaterThanOrEqual(8);
    expect(countWords("The vendor's 2.1 client has no retry")).toBe(7);
  });
});

describe('placeholders', () => {
  const placeholders = [
    'TBD',
    'tbc.',
    'TODO: ask the vendor',
    'FIXME',
    'xxx',
    'Lorem ipsum dolor sit amet',
    '<impact in one sentence>',
    '[Describe the impact]',
    '{{ summary }}',
    '...',
    '???',
    'To be determined',
    'to be completed',
    'TBD - waiting for the vendor',
    'insert summary here',
  ];
  const answers = [
    'Todo list service returned an empty page',
    '<https://status.halden.example/incidents/88>',
    '<m.okafor@halden.example>',
    '[redacted]',
    'To be eligible customers had to upload a photo',
    'Customers saw "TBD" as their premium',
    'XXX-rated images passed the filter',
    '2.10.1',
    'none',
  ];
  test.each(placeholders)('%s is one', (text) => expect(findPlaceholder(text)).toBeDefined());
  test.each(answers)('%s is none', (text) => expect(findPlaceholder(text)).toBeUndefined());
  test.each(['N/A', 'n.a.', '-', 'Not applicable.'])('%s is no answer', (text) =>
    expect(saysNotApplicable(text)).toBe(true),
  );
  test.each(['N/A - rolled back before anybody was affected', 'None', 'no'])('%s is an answer', (text) =>
    expect(saysNotApplicable(text)).toBe(false),
  );
});

describe('patterns of ids', () => {
  const language = new RegExp(PATTERN_LANGUAGE, 'u');
  const quantifier = fc.constantFrom('', '', '?', '*', '+', '{2}', '{1,}', '{0,3}');
  const atom = fc.constantFrom('A', 'B', '-', '\\d', '\\w', '[A-C]', '[0-9_]', '.', '\\.');
  const piece = fc.tuple(atom, quantifier).map(([one, times]) => one + times);
  const branch = fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join(''));
  const group = fc
    .tuple(fc.array(branch, { minLength: 1, maxLength: 3 }), quantifier)
    .map(([branches, times]) => `(${branches.join('|')})${times}`);
  const body = fc.array(fc.oneof(piece, group), { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
  const pattern = fc
    .tuple(fc.boolean(), body, fc.boolean())
    .map(([from, source, to]) => `${from ? '^' : ''}${source}${to ? '$' : ''}`);
  const id = fc.string({ unit: fc.constantFrom('A', 'B', 'D', '-', '0', '7', '_', '.'), maxLength: 8 });

  it('fit what the regular expressions of JavaScript fit', () => {
    fc.assert(
      fc.property(
        pattern.filter((source) => language.test(source)),
        id,
        (source, text) => {
          expect(fitsPattern(text, source)).toBe(new RegExp(source).test(text));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test.each(['^((a))$', '(?=a)', 'a(?<b>c)', '\\1', '[^a]', 'a{1000}'])('%s is outside of the language', (source) => {
    expect(language.test(source)).toBe(false);
    expect(() => fitsPattern('a', source)).toThrow(SyntaxError);
  });

  it('that explode elsewhere are answered', () => {
    expect(fitsPattern(`${'a'.repeat(99)}!`, '^(a+)+$')).toBe(false);
    expect(fitsPattern(`${'a'.repeat(99)}!`, `^${'a*'.repeat(30)}$`)).toBe(false);
    expect(fitsPattern('A'.repeat(101), '^A+$')).toBe(false);
  });
});

const fitsPattern = (id: string, pattern: string) => readPattern(pattern)(id);
const overlap = (text: string, other: string) => shareOf(contentWords(text), contentWords(other));

const AS_OF = Date.parse('2026-11-23T12:00:00Z');

function workspace(record: Record<string, unknown>, policies: readonly PolicyFacts[] = []): Workspace {
  const document = {
    kind: 'incident',
    path: 'incidents/AI-INC-2026-046.yml',
    index: 0,
    syntax: 'yaml',
    base: '',
  } as const;
  const incident = incidentFacts({ ...document, value: { id: 'AI-INC-2026-046', kind: 'incident', ...record } });
  return gather([incident, ...policies], { root: '', base: '', isGit: false, config: {} });
}

function policy(facts: Partial<PolicyFacts>): PolicyFacts {
  return {
    kind: 'policy',
    ref: { kind: 'policy', path: 'policies/ai-incident-management.md', index: 0, base: '' },
    id: 'POL-7',
    title: 'AI Incident Management Policy',
    type: 'ai-incident-management',
    status: 'approved',
    reviewDate: undefined,
    effectiveDate: undefined,
    lastReview: undefined,
    reviewCycleMonths: undefined,
    severities: [],
    categories: [],
    commitments: [],
    noticeAuthorities: [],
    laws: [],
    notificationLine: undefined,
    products: [],
    ...facts,
  };
}

function check(rule: Rule, seen: Workspace, options: Record<string, unknown> = rule.defaults ?? {}): WorkspaceReport[] {
  return [...reportsOf((rule as WorkspaceRule).check(seen, { asOf: AS_OF, zone: UTC, options }))];
}

describe('times that contradict each other', () => {
  const order = [
    'occurred_at',
    'detected_at',
    'triage.at',
    'containment.contained_at',
    'investigation.completed_at',
    'recovery.restored_at',
    'closure.closed_at',
  ];
  const record = (times: readonly (string | undefined)[]) => {
    const value: Record<string, unknown> = { state: 'closed' };
    times.forEach((time, i) => {
      const [key = '', inner] = (order[i] ?? '').split('.');
      if (time !== undefined) value[key] = inner === undefined ? time : { [inner]: time };
    });
    return value;
  };
  const instant = fc
    .integer({ min: Date.parse('2026-01-01'), max: AS_OF - 1 })
    .map((ms) => new Date(ms).toISOString().replace(/\.\d+/, ''));

  it('are not found in any times that follow each other, whether times or days', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(instant, fc.boolean()), { minLength: 7, maxLength: 7 }), (times) => {
        const sorted = times
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([time, isDay]) => (isDay ? time.slice(0, 10) : time));
        expect(check(timelineMonotonic, workspace(record(sorted)))).toEqual([]);
      }),
    );
  });

  it('give one finding for one wrong time', () => {
    const sound = order.map((_, i) => `2026-11-0${i + 1}T10:00:00Z`);
    for (const [i] of order.entries()) {
      const wrong = i < 3 ? '2026-11-20T10:00:00Z' : '2025-11-01T10:00:00Z';
      expect(check(timelineMonotonic, workspace(record(sound.with(i, wrong))))).toHaveLength(1);
    }
  });

  it('point at the later step and relate the earlier one', () => {
    const [finding] = check(timelineMonotonic, workspace(record(['2026-11-03T10:00:00Z', '2026-11-02T10:00:00Z'])));
    expect(finding).toMatchObject({
      message: 'Detection 2026-11-02T10:00:00Z is before occurrence 2026-11-03T10:00:00Z',
      place: { pointer: '/detected_at' },
      related: [{ place: { pointer: '/occurred_at' } }],
    });
  });

  it('are not certain within the precision of the occurrence, or without an offset', () => {
    const times = ['2026-11-03T10:00:00Z', '2026-11-03T09:30:00Z'];
    expect(check(timelineMonotonic, workspace(record(times)))).toHaveLength(1);
    expect(check(timelineMonotonic, workspace({ ...record(times), occurred_precision: 'hour' }))).toEqual([]);
    expect(check(timelineMonotonic, workspace(record(['2026-11-03T10:00:00Z', '2026-11-03T09:30:00'])))).toEqual([]);
  });

  it('are told of the future once, as the future', () => {
    const findings = check(timelineMonotonic, workspace(record(['2026-11-24T10:00:00Z', '2026-11-03T09:30:00Z'])));
    expect(findings.map(({ message }) => message)).toEqual([
      'Unexpected occurred_at 2026-11-24T10:00:00Z in the future, expected a time until 2026-11-23T12:00:00Z',
    ]);
  });
});

describe('severity not in the policy', () => {
  const scale = policy({
    severities: [
      { id: 'SEV-1 (Critical)', line: 30 },
      { id: 'SEV-2 (Very High)', line: 31 },
      { id: 'Level 3', line: 32 },
    ],
  });

  test.each(['SEV-1', 'sev 1', 'Critical', 'SEV-2', 'very high', 'SEV-1 Critical', 'level-3'])(
    '%s is one of its levels',
    (severity) => {
      expect(check(severityNotInPolicy, workspace({ severity }, [scale]))).toEqual([]);
    },
  );

  it('names the levels, the one most likely meant and the line of the scale', () => {
    const [finding] = check(severityNotInPolicy, workspace({ severity: 'SEV-3' }, [scale]));
    expect(finding?.message).toBe(
      'Unexpected severity "SEV-3", expected one of "SEV-1 (Critical)", "SEV-2 (Very High)", "Level 3"',
    );
    expect(finding?.related).toMatchObject([{ place: { line: 30 } }]);
  });

  it('says nothing where nobody states a scale', () => {
    expect(check(severityNotInPolicy, workspace({ severity: 'whatever' }))).toEqual([]);
  });
});

function withCapas(
  record: Record<string, unknown>,
  ...capas: (Record<string, unknown> & { base?: string })[]
): Workspace {
  const seen = workspace(record);
  return {
    ...seen,
    capas: capas.map(({ base = '', ...value }, i) => {
      const path = base === '' ? `capas/CAPA-2026-00${i + 1}.yml` : 'incidents/AI-INC-2026-046.yml';
      return capaFacts({ kind: 'capa', path, index: 0, syntax: 'yaml', base, value });
    }),
  };
}

const messages = (findings: readonly WorkspaceReport[]) => findings.map(({ message }) => message);

describe('the corrective action of a serious or repeated incident', () => {
  const serious = { state: 'remediating', severity: 'SEV-2' };
  const corrective = { id: 'CAPA-2026-001', kind: 'corrective', state: 'open' };

  it('is found by the reference of the incident, by that of the CAPA, and in the incident', () => {
    const found = [
      withCapas({ ...serious, capa_refs: ['CAPA-2026-001'] }, corrective),
      withCapas(serious, { ...corrective, source_refs: ['AI-INC-2026-046'] }),
      withCapas({ ...serious, capa: [corrective] }, { ...corrective, base: '/capa/0' }),
    ];
    for (const seen of found) expect(check(capaMissing, seen)).toEqual([]);
    expect(messages(check(capaMissing, withCapas(serious, corrective)))).toEqual(['Missing corrective CAPA for SEV-2']);
  });

  it('is asked for from remediating on, and of a low one only when it came back', () => {
    const low = { state: 'remediating', severity: 'SEV-4' };
    expect(check(capaMissing, workspace({ ...serious, state: 'investigating' }))).toEqual([]);
    expect(check(capaMissing, workspace(low))).toEqual([]);
    const repeated = { ...low, related: [{ id: 'AI-INC-2025-009', relation: 'recurrence' }] };
    expect(messages(check(capaMissing, workspace(repeated)))).toEqual([
      'Missing corrective CAPA for a repeated incident',
    ]);
  });

  it('is none that was cancelled; what a reference that leads nowhere names is not known', () => {
    const named = { ...serious, capa_refs: ['CAPA-2026-001'] };
    const cancelled = { ...corrective, state: 'cancelled' };
    expect(messages(check(capaMissing, withCapas(named, cancelled)))).toEqual([
      'Missing corrective CAPA for SEV-2: CAPA-2026-001 is cancelled',
    ]);
    expect(check(capaMissing, workspace(named))).toEqual([]);
  });

  it('may be answered by an approved reason', () => {
    const reason = { reason: 'The supplier withdrew the model', approved_by: 'compliance-manager' };
    expect(check(capaMissing, workspace({ ...serious, no_capa_rationale: reason }))).toEqual([]);
  });
});

describe('closed with an open CAPA', () => {
  const capa = { id: 'CAPA-2026-001', kind: 'corrective', source_refs: ['AI-INC-2026-046'] };

  it('points at the state of an embedded CAPA', () => {
    const [finding] = check(
      closedOpenCapa,
      withCapas({ state: 'closed' }, { ...capa, state: 'open', base: '/capa/0' }),
    );
    expect(finding?.place).toEqual({ pointer: '/capa/0/state' });
  });

  it('leaves the effectiveness check to the rules of the CAPA', () => {
    const closed = (value: Record<string, unknown>) =>
      check(closedOpenCapa, withCapas({ state: 'closed' }, { ...capa, ...value }));
    for (const state of ['implemented', 'effectiveness-pending', 'closed-effective', 'cancelled', 'transferred'])
      expect(closed({ state })).toEqual([]);
    expect(messages(closed({ state: 'in-progress' }))).toEqual([
      'Closed while CAPA-2026-001 is not implemented: state in-progress',
    ]);
  });
});

describe('what a state requires beyond the schema', () => {
  test.each([
    [{ state: 'duplicate' }, ['Missing duplicate_of, required in state duplicate']],
    [{ state: 'duplicate', duplicate_of: 'AI-INC-2026-041' }, []],
    [{ state: 'reopened', severity: 'SEV-3' }, ['Missing reopened, required in state reopened']],
    [{ state: 'contained', severity: 'SEV-2' }, ['Missing notifications, required for SEV-2 from state contained']],
    [{ state: 'contained', severity: 'SEV-2', kind: 'drill' }, []],
    [{ state: 'contained', severity: 'SEV-3' }, []],
    [{ state: 'remediating', severity: 'SEV-3' }, ['Missing capa_refs, required for SEV-3 from state remediating']],
    [{ state: 'remediating', severity: 'SEV-4' }, []],
  ])('%j', (record, expected) => {
    expect(messages(check(requiredByState, workspace(record)))).toEqual(expected);
  });
});

describe('the name of the file', () => {
  const named = (path: string, others = 0) => {
    const seen = workspace({});
    const incidents = seen.incidents.map((incident) => ({ ...incident, ref: { ...incident.ref, path } }));
    const other = incidents.map((incident) => ({
      ...incident,
      id: 'AI-INC-2026-047',
      ref: { ...incident.ref, index: 1 },
    }));
    return messages(check(idFormat, { ...seen, incidents: [...incidents, ...(others > 0 ? other : [])] }));
  };

  test.each([
    'incidents/AI-INC-2026-046.yml',
    'incidents/ai-inc-2026-046-address.md',
    'incidents/AI-INC-2026-046/record.json',
  ])('%s starts with the id', (path) => expect(named(path)).toEqual([]));

  it('does not when a longer number follows, and does not count for a file of several records', () => {
    expect(named('incidents/AI-INC-2026-0461.yml')).toEqual([
      'The file name "AI-INC-2026-0461.yml" does not start with the id AI-INC-2026-046',
    ]);
    expect(named('incidents/register.yml', 1)).toEqual([]);
  });

  it('and the form of ids can be agreed otherwise', () => {
    const options = { pattern: '^INC-\\d{2}/\\d+$', file_name: false };
    expect(messages(check(idFormat, workspace({ id: 'INC-26/7' }), options))).toEqual([]);
    expect(messages(check(idFormat, workspace({}), options))).toEqual([
      'Unexpected id "AI-INC-2026-046", expected an id like ^INC-\\d{2}/\\d+$',
    ]);
  });
});
