import type { ConformanceResult, LayerReport, SectionReport } from '../../conformance/model.ts';
import { controlId, documentText, metadata, props, uuid } from './parts.ts';

/** The definitions as an OSCAL catalog: a group for each section, a control for each of its layers. */
export function renderOscalCatalog(result: ConformanceResult): string {
  const { sections, digests } = result.report;
  return documentText({
    catalog: {
      uuid: uuid('catalog', digests.definitions),
      metadata: metadata(result, 'requirements on AI incident management'),
      groups: sections.map(groupOf),
    },
  });
}

function groupOf({ key, title, references, layers }: SectionReport) {
  return {
    id: key,
    title,
    ...props({ references: references.join(', ') }),
    controls: layers.filter(({ verdict }) => verdict !== 'not-applicable').map((layer) => controlOf(key, title, layer)),
  };
}

function controlOf(key: string, title: string, { layer, requirement }: LayerReport) {
  const id = controlId(key, layer);
  return {
    id,
    title: `${title}, ${layer}`,
    parts: [
      { id: `${id}.statement`, name: 'statement', prose: requirement },
      { id: `${id}.objective`, name: 'assessment-objective', prose: requirement },
    ],
  };
}
