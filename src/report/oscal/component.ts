import type { ConformanceResult, LayerReport, SectionReport } from '../../conformance/model.ts';
import type { ReportOptions, RuleInfo } from '../options.ts';
import { permalink } from '../places.ts';
import { askedLayers, evidenceOf } from '../policies.ts';
import { catalogId } from './catalog.ts';
import { controlId, documentText, line, metadata, NAMESPACE, some, uuid } from './parts.ts';

/**
 * OSCAL component definition: how the requirements of the catalog are met and checked. The program is a component of
 * type validation, with the rules that check each control; each policy is one with the lines that speak of it.
 */
export function renderOscalComponent(result: ConformanceResult, { rules }: ReportOptions): string {
  const catalog = catalogId(result);
  const sections = allSections(result);
  return documentText({
    'component-definition': {
      uuid: uuid('component-definition', result.commit, result.as_of),
      metadata: metadata(result, 'components of the AI management system'),
      components: [validation(result, rules, sections), ...policyComponents(result, sections)],
      'back-matter': {
        resources: [
          {
            uuid: catalog,
            title: 'Catalog of the definitions',
            description: 'What "aimscheck report --format oscal-catalog" writes of the same commit.',
          },
        ],
      },
    },
  });
}

const allSections = ({ report: { sections, policies } }: ConformanceResult): readonly SectionReport[] => [
  ...sections,
  ...policies.flatMap((policy) => policy.sections),
];

function validation(result: ConformanceResult, rules: readonly RuleInfo[], sections: readonly SectionReport[]) {
  const { name, version } = result.tool;
  const requirements = sections.flatMap((section) =>
    askedLayers(section).map((layer) => ({
      uuid: uuid('implemented-requirement', name, controlId(section, layer.layer)),
      'control-id': controlId(section, layer.layer),
      description: line(layer.requirement),
      ...some('props', rulesOf(rules, section, layer)),
    })),
  );
  return {
    uuid: uuid('component', name, version),
    type: 'validation',
    title: `${name} ${version}`,
    description: 'Checks the policies, runbooks and records in the Git repository by rules.',
    'control-implementations': implementations(result, name, requirements),
  };
}

/** Rules of the section itself; those on every policy's sections and topics concern the design of all of them. */
function rulesOf(rules: readonly RuleInfo[], { key, policy }: SectionReport, { layer }: LayerReport) {
  const own = rules.filter((rule) => rule.layer === layer && (rule.section === key || rule.section === null));
  return own.map(({ id }) => ({ name: 'rule', ns: NAMESPACE, value: id, remarks: `Checks ${policy}/${key}.` }));
}

function policyComponents(result: ConformanceResult, sections: readonly SectionReport[]) {
  const addressOf = permalink(result);
  const seen = sections.flatMap((section) =>
    evidenceOf(result, section, 'design').map((evidence) => ({ ...evidence, control: controlId(section, 'design') })),
  );
  return [...new Set(seen.map(({ file }) => file))].map((file) => ({
    uuid: uuid('component', file),
    type: 'policy',
    title: line(file),
    description: 'A policy of the organisation.',
    'control-implementations': implementations(
      result,
      file,
      seen
        .filter((one) => one.file === file)
        .map((one, at) => ({
          uuid: uuid('implemented-requirement', file, one.control, at),
          'control-id': one.control,
          description: line(one.text),
          links: [{ href: addressOf(one) ?? `./${encodeURI(file)}`, rel: 'reference', text: `line ${one.line}` }],
        })),
    ),
  }));
}

function implementations(result: ConformanceResult, of: string, requirements: readonly unknown[]) {
  return [
    {
      uuid: uuid('control-implementation', of, result.commit),
      source: `#${catalogId(result)}`,
      description: 'What meets or checks the requirements of the catalog.',
      'implemented-requirements': requirements,
    },
  ];
}
