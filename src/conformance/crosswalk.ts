import { frameworks, iso42001 } from '../generated/conformance.ts';
import type { Finding, Verdict } from '../types.ts';
import type { Framework, FrameworkEntry, SectionReport } from './model.ts';

const NAMES: Readonly<Record<string, string>> = iso42001;
/** Worst first. */
const ORDER: readonly Verdict[] = ['major', 'minor', 'observation', 'not-evaluable', 'conforms', 'not-applicable'];

/** ISO/IEC 42001 by the references of sections and findings; the other frameworks by the sections that bear on them. */
export function crosswalkOf(sections: readonly SectionReport[], findings: readonly Finding[]): Framework[] {
  const live = findings.filter(({ waived, severity }) => !waived && severity !== 'notice');
  const iso: Framework = {
    id: 'iso-42001',
    title: 'ISO/IEC 42001:2023',
    entries: Object.entries(NAMES).flatMap(([id, name]) => {
      const citing = sections.filter(({ references }) => references.some((reference) => cites(reference, id)));
      const own = live.filter(({ references }) => references.some((reference) => cites(reference, id)));
      return citing.length + own.length === 0
        ? []
        : [entryOf({ id, name }, { sections: citing, findings: own.length })];
    }),
  };
  return [iso, ...frameworks.map((framework) => ({ ...framework, entries: framework.entries.map(mapped) }))];

  function mapped({ id, name, sections: keys }: { id: string; name: string; sections: string[] }): FrameworkEntry {
    const own = live.filter(({ section }) => section !== null && keys.includes(section));
    return entryOf({ id, name }, { sections: sections.filter(({ key }) => keys.includes(key)), findings: own.length });
  }
}

function entryOf(
  entry: { id: string; name: string },
  { sections, findings }: { sections: readonly SectionReport[]; findings: number },
): FrameworkEntry {
  const verdicts = sections.flatMap(({ layers }) => layers.map(({ verdict }) => verdict));
  return { ...entry, sections: sections.map(({ key }) => key), verdict: worst(verdicts), findings };
}

/** "10.2 c" cites 10.2. */
function cites(reference: string, id: string): boolean {
  return reference === id || reference.startsWith(`${id} `);
}

export function worst(verdicts: readonly Verdict[]): Verdict {
  return ORDER.find((verdict) => verdicts.includes(verdict)) ?? 'not-applicable';
}
