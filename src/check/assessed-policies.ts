import { UsageError } from '../errors.ts';
import { policies } from '../generated/outline.ts';
import type { WrittenDefinition } from '../recognise/inherit.ts';
import { describeAllowed } from '../text/suggest.ts';
import type { Layer } from '../types.ts';
import type { Counted } from './assess.ts';

/** What the assessment needs of a policy definition. */
export interface PolicyOutline {
  readonly type: string;
  readonly title: string;
  readonly references: readonly string[];
  readonly sections: readonly SectionOutline[];
}

export interface SectionOutline {
  readonly key: string;
  readonly title: string;
  readonly references: readonly string[];
  /** Whether the definition asks for something in the layer. */
  readonly layers: Readonly<Record<Layer, boolean>>;
  readonly topics: readonly { readonly key: string; readonly title: string }[];
}

/** Every definition in outline: those that come with the program, then the organisation's own, which ask of policies only. */
export function outlinesOf(own: readonly WrittenDefinition[]): readonly PolicyOutline[] {
  return [
    ...policies,
    ...own.map(({ type, title, references, sections }) => ({
      type,
      title,
      references,
      sections: sections.map((section) => ({ ...section, layers: DESIGN_ONLY })),
    })),
  ];
}

const DESIGN_ONLY = { design: true, implementation: false, operation: false };

/** Whether runbooks and records are judged by it, and not only its own text. */
export function hasRecords({ sections }: PolicyOutline): boolean {
  return sections.some(({ layers }) => layers.implementation || layers.operation);
}

interface Choice {
  readonly documents: readonly Counted[];
  readonly own: readonly WrittenDefinition[];
  /** Types that the configuration wants judged whether they are there or not. */
  readonly asked: readonly string[];
}

/**
 * The policies that are judged: first those with records, always; then the others that are there or asked for. An own
 * definition is asked for by being configured.
 * @throws UsageError for a type that no definition has.
 */
export function assessedPolicies({ documents, own, asked }: Choice): readonly PolicyOutline[] {
  const all = outlinesOf(own);
  const types = all.map(({ type }) => type);
  const unknown = asked.find((type) => !types.includes(type));
  if (unknown !== undefined) {
    throw new UsageError(`report.policies: unknown policy type "${unknown}", ${describeAllowed(unknown, types)}`);
  }
  const wanted = new Set([...documents.map(({ type }) => type), ...asked, ...own.map(({ type }) => type)]);
  return [...all.filter(hasRecords), ...all.filter((policy) => !hasRecords(policy) && wanted.has(policy.type))];
}
