import type { ConformanceResult, LayerReport, SectionReport } from '../../conformance/model.ts';
import { askedLayers } from '../policies.ts';
import { controlId, documentText, line, metadata, props, uuid } from './parts.ts';

/** Id of the catalog that the definitions of a report make. */
export const catalogId = ({ report: { digests, policies } }: ConformanceResult): string =>
  uuid('catalog', digests.definitions, ...policies.map(({ type }) => type));

/** The definitions as an OSCAL catalog: a group for each section, a control for each of its layers. */
export function renderOscalCatalog(result: ConformanceResult): string {
  const { sections, policies } = result.report;
  return documentText({
    catalog: {
      uuid: catalogId(result),
      metadata: metadata(result, 'requirements on the policies of the AI management system'),
      groups: [...sections, ...policies.flatMap((policy) => policy.sections)].map(groupOf),
    },
  });
}

function groupOf(section: SectionReport) {
  const { title, references } = section;
  return {
    id: `${section.policy}.${section.key}`,
    title: line(title),
    ...props({ references: references.join(', ') }),
    controls: askedLayers(section).map((layer) => controlOf(section, layer)),
  };
}

function controlOf(section: SectionReport, { layer, requirement }: LayerReport) {
  const id = controlId(section, layer);
  return {
    id,
    title: line(`${section.title}, ${layer}`),
    parts: [
      { id: `${id}.statement`, name: 'statement', prose: line(requirement) },
      { id: `${id}.objective`, name: 'assessment-objective', prose: line(requirement) },
    ],
  };
}
