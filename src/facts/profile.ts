import type { DeepPartial, Profile } from '../documents.ts';
import type { Document, DocumentRef } from '../types.ts';
import { type OrganisationFacts, organisationFacts } from './organisation.ts';
import { productsOf, type ToolAnswer, toolAnswers } from './products.ts';
import { type Reference, references, refOf } from './reference.ts';

export interface ProfileFacts {
  readonly kind: 'profile';
  readonly ref: DocumentRef;
  readonly legalName: string | undefined;
  readonly shortName: string | undefined;
  /** What the AI management system covers, in the organisation's words. */
  readonly scope: string | undefined;
  readonly systems: readonly {
    readonly id: string;
    readonly name: string | undefined;
    readonly status: string | undefined;
    readonly criticality: string | undefined;
    readonly environments: readonly string[];
    readonly vendor: string | undefined;
    readonly customers: readonly string[];
    readonly pointer: string;
  }[];
  readonly organisation: OrganisationFacts;
  /** Promised times by kind, as written. */
  readonly slas: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly references: readonly Reference[];
  readonly tools: readonly ToolAnswer[];
  /** Well-known products that it names anywhere. */
  readonly products: readonly string[];
}

export function profileFacts(document: Document<DeepPartial<Profile>>): ProfileFacts {
  const { organisation, aims, ai_systems: systems = [], slas = {} } = document.value;
  return {
    kind: 'profile',
    ref: refOf(document),
    legalName: organisation?.legal_name,
    shortName: organisation?.short_name,
    scope: aims?.scope,
    systems: systems.flatMap(({ id, name, status, criticality, environments = [], vendor, customers = [] }, i) =>
      id === undefined
        ? []
        : [{ id, name, status, criticality, environments, vendor, customers, pointer: `/ai_systems/${i}` }],
    ),
    organisation: organisationFacts(document.value),
    slas: slas as ProfileFacts['slas'],
    references: systems.flatMap((system, i) => references(system.runbook_refs, `/ai_systems/${i}/runbook_refs`)),
    tools: toolAnswers(document.value as Record<string, unknown>),
    products: productsOf(document.value),
  };
}
