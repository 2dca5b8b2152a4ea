import { rowsNamed } from '../clocks/index.ts';
import type { OrganisationFacts, Reference } from '../facts/index.ts';
import { defineWorkspaceRule } from './define-rule.ts';

export default defineWorkspaceRule({
  id: 'regime-unmapped',
  section: 'stakeholder-notification',
  layer: 'operation',
  severity: 'warning',
  references: ['4.2'],
  summary: 'A jurisdiction of the organisation or of an incident is covered by no regime of the profile.',
  rationale: 'Where nobody has asked which duties to notify hold in a place, they are missed there first.',
  fix: 'List the regimes of that jurisdiction under "regimes:" in the profile, each applicable or not, with a rationale.',
  *check({ profiles, incidents }) {
    const [profile] = profiles;
    if (!profile) return;
    const { organisation } = profile;
    const isOpen = ({ id }: Reference): boolean => isPlace(id) && !isCovered(id, organisation);
    for (const { id, pointer } of organisation.jurisdictions.filter(isOpen)) {
      yield { document: profile.ref, place: { pointer }, message: `No regime of the profile covers ${id}` };
    }
    const told = new Set(organisation.jurisdictions.map(({ id }) => id));
    for (const { ref, notices } of incidents) {
      for (const { id, pointer } of notices.jurisdictions.filter((one) => !told.has(one.id) && isOpen(one))) {
        yield {
          document: ref,
          place: { pointer },
          message: `No regime of the profile covers ${id}, where the incident had effects`,
        };
      }
    }
  },
});

/** An ISO 3166 code, EU or UK; other words are not compared. */
const isPlace = (id: string): boolean => /^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/.test(id);

/** Member States of the European Union, and the EEA, where its regulations of this kind apply. */
const UNION = new Set(
  'EU AT BE BG HR CY CZ DK EE FI FR DE GR EL HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO'.split(' '),
);

/** A regime of the place itself, of the country it is a part of, of a part of the country, or of the Union. */
function isCovered(id: string, { regimes }: OrganisationFacts): boolean {
  const country = id === 'UK' ? 'GB' : id.slice(0, 2);
  return regimes
    .flatMap((regime) => rowsNamed(regime.id))
    .some(({ jurisdiction }) => {
      if (jurisdiction === 'EU') return UNION.has(country);
      return (
        jurisdiction === id || jurisdiction === country || (id.length === 2 && jurisdiction.startsWith(`${country}-`))
      );
    });
}
