import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { ConformanceResult } from '../../conformance/model.ts';
import { describeCounts, describeDocuments } from '../summary.ts';

export function cover(result: ConformanceResult): ElementContent {
  const { organisation, period } = result.report;
  return h('header.cover', [
    h('p.kind', 'AI incident management · conformance report'),
    h('h1', titleOf(result)),
    h('p.scope', organisation.scope ?? 'The organisation profile states no scope of the AI management system.'),
    h('dl.facts', [
      fact('Period', `${period.from} to ${period.to}`),
      fact('As of', `${result.as_of.slice(0, 16).replace('T', ' ')} UTC`),
      fact('Commit', result.commit === null ? 'not committed' : result.commit.slice(0, 12)),
      fact('Examined', describeDocuments(result)),
      fact('Findings', findingsOf(result)),
      fact('Made with', `aimscheck ${result.tool.version}`),
    ]),
  ]);
}

export function titleOf({ report: { organisation } }: ConformanceResult): string {
  return organisation.name ?? organisation.legal_name ?? 'Unnamed organisation';
}

function findingsOf(result: ConformanceResult): string {
  const { waived } = result.summary;
  return `${describeCounts(result)}${waived > 0 ? `, ${waived} waived` : ''}`;
}

function fact(term: string, text: string): ElementContent {
  return h('div', [h('dt', term), h('dd', text)]);
}
