import { frameworks, iso42001 } from '../generated/conformance.ts';
import type { Finding } from '../types.ts';
import { worstVerdict } from '../verdicts.ts';
import type { Framework, FrameworkEntry, ReportPart, SectionReport } from './model.ts';

const NAMES: Readonly<Record<string, string>> = iso42001;

/** A section under the name by which the crosswalk speaks of it. */
interface Named extends Pick<SectionReport, 'references' | 'layers'> {
  readonly name: string;
}

/**
 * ISO/IEC 42001 by the references of sections and findings, whatever the policy; the other frameworks by the sections
 * that bear on them. Sections of other policies are named with their policy: `ai-data-governance/purpose-and-scope`.
 */
export function crosswalkOf(
  { sections, policies }: Pick<ReportPart, 'sections' | 'policies'>,
  findings: readonly Finding[],
): Framework[] {
  const live = findings.filter(({ waived, severity }) => !waived && severity !== 'notice');
  const counting = new Set(live.map(({ fingerprint }) => fingerprint));
  const main = sections.map((section): Named => ({ ...section, name: section.key }));
  const others = policies.flatMap((policy) =>
    policy.sections.map((section): Named => ({ ...section, name: `${policy.type}/${section.key}` })),
  );
  const iso: Framework = {
    id: 'iso-42001',
    title: 'ISO/IEC 42001:2023',
    entries: Object.entries(NAMES).flatMap(([id, name]) => {
      const citing = [...main, ...others].filter(({ references }) => references.some((one) => cites(one, id)));
      const own = live.filter(({ references }) => references.some((one) => cites(one, id)));
      return citing.length + own.length === 0
        ? []
        : [entryOf({ id, name }, { sections: citing, findings: own.length })];
    }),
  };
  return [iso, ...frameworks.map((framework) => ({ ...framework, entries: framework.entries.map(mapped) }))];

  function mapped({ id, name, sections: keys }: { id: string; name: string; sections: string[] }): FrameworkEntry {
    const bearing = main.filter((section) => keys.includes(section.name));
    const told = bearing.flatMap(({ layers }) => layers.flatMap((layer) => layer.findings));
    return entryOf({ id, name }, { sections: bearing, findings: told.filter((one) => counting.has(one)).length });
  }
}

function entryOf(
  entry: { id: string; name: string },
  { sections, findings }: { sections: readonly Named[]; findings: number },
): FrameworkEntry {
  const verdicts = sections.flatMap(({ layers }) => layers.map(({ verdict }) => verdict));
  return { ...entry, sections: sections.map(({ name }) => name), verdict: worstVerdict(verdicts), findings };
}

/** "10.2 c" cites 10.2. */
function cites(reference: string, id: string): boolean {
  return reference === id || reference.startsWith(`${id} `);
}
