import type { ConformanceResult, LayerReport, SectionReport } from '../../conformance/model.ts';
import type { Evidence, Finding } from '../../types.ts';
import { permalink } from '../places.ts';
import { askedLayers, evidenceOf } from '../policies.ts';
import { controlId, documentText, line, metadata, props, some, startOf, uuid } from './parts.ts';
import { risksOf } from './risks.ts';

/** OSCAL assessment results: a finding for each requirement, an observation for each thing seen, incidents as risks. */
export function renderOscal(result: ConformanceResult): string {
  const { period, sections, policies, options } = result.report;
  const plan = uuid('plan', result.tool.version);
  const start = startOf(period.from);
  const all = [...sections, ...policies.flatMap((policy) => policy.sections)];
  const cells = all.flatMap((section) => askedLayers(section).map((layer) => ({ section, layer })));
  const observations = [...result.findings.map((one) => observationOf(one, result)), ...observedEvidence(result)];
  return documentText({
    'assessment-results': {
      uuid: uuid('assessment-results', result.commit, result.as_of, period.from, period.to),
      metadata: metadata(result, 'conformance report'),
      'import-ap': { href: `#${plan}` },
      results: [
        {
          uuid: uuid('result', result.commit, result.as_of, period.from, period.to),
          title: `Automated checks, ${period.from} to ${period.to}`,
          description:
            'Checks passed and evidence located in the Git repository. Adequacy, competence and independence are not judged.',
          start,
          ...(result.as_of >= start ? { end: result.as_of } : {}),
          ...props({ commit: result.commit, seed: options.seed }),
          'reviewed-controls': {
            'control-selections': [
              {
                'include-controls': cells.map(({ section, layer }) => ({
                  'control-id': controlId(section, layer.layer),
                })),
              },
            ],
          },
          ...some('observations', observations),
          ...some('risks', risksOf(result)),
          findings: cells.map(({ section, layer }) => findingOf(section, layer, result)),
        },
      ],
      'back-matter': {
        resources: [
          {
            uuid: plan,
            title: 'The rules of aimscheck',
            description: 'There is no separate assessment plan: every rule is applied to every document it concerns.',
            rlinks: [{ href: 'https://github.com/aimscheck/aimscheck/blob/main/docs/rules.md' }],
          },
        ],
      },
    },
  });
}

const observationId = ({ fingerprint }: Pick<Finding, 'fingerprint'>) => uuid('observation', fingerprint);
const evidenceId = (control: string, at: number) => uuid('evidence', control, at);

function observationOf(finding: Finding, result: ConformanceResult) {
  const { rule, severity, message, help, waived, file, line: at, subject } = finding;
  return {
    uuid: observationId(finding),
    title: rule,
    description: line(message),
    ...props({
      severity,
      subject,
      file: `${file}:${at}`,
      fingerprint: finding.fingerprint,
      'waived-until': waived?.until,
      'waived-by': waived?.by,
    }),
    methods: ['EXAMINE'],
    types: [waived ? 'mitigation' : 'finding'],
    collected: result.as_of,
    ...some('relevant-evidence', [
      { href: permalink(result)(finding) ?? `./${encodeURI(file)}`, description: line(help) },
    ]),
    ...(waived ? { remarks: line(`Waived: ${waived.reason}`) } : {}),
  };
}

function observedEvidence(result: ConformanceResult) {
  const addressOf = permalink(result);
  return result.requirements.flatMap(({ policy, section: key, layer, evidence }) => {
    const control = controlId({ policy, key }, layer);
    return evidence.map((one: Evidence, at) => ({
      uuid: evidenceId(control, at),
      title: `Evidence for ${control}`,
      description: line(one.text),
      ...props({ file: `${one.file}:${one.line}` }),
      methods: ['EXAMINE'],
      types: ['control-objective'],
      collected: result.as_of,
      'relevant-evidence': [{ href: addressOf(one) ?? `./${encodeURI(one.file)}`, description: line(one.text) }],
    }));
  });
}

function findingOf(section: SectionReport, layer: LayerReport, result: ConformanceResult) {
  const { verdict, reason, requirement, passed, checked, unwaived } = layer;
  const id = controlId(section, layer.layer);
  const evidence = evidenceOf(result, section, layer.layer);
  const related = [
    ...layer.findings.map((fingerprint) => observationId({ fingerprint })),
    ...evidence.map((_, at) => evidenceId(id, at)),
  ];
  const isPassed = verdict === 'conforms' || verdict === 'observation';
  return {
    uuid: uuid('finding', id, result.commit, result.as_of),
    title: line(`${section.title}, ${layer.layer}`),
    description: line(`${requirement} ${reason}`),
    ...props({
      verdict,
      'verdict-without-waivers': unwaived,
      passed,
      checked,
      references: section.references.join(', '),
    }),
    target: {
      type: 'objective-id',
      'target-id': `${id}.objective`,
      status: {
        state: isPassed ? 'satisfied' : 'not-satisfied',
        reason: verdict === 'not-evaluable' ? 'other' : isPassed ? 'pass' : 'fail',
      },
    },
    ...some(
      'related-observations',
      related.map((observation) => ({ 'observation-uuid': observation })),
    ),
  };
}
