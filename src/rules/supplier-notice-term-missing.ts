import { defineWorkspaceRule } from './define-rule.ts';

export default defineWorkspaceRule({
  id: 'supplier-notice-term-missing',
  section: 'stakeholder-notification',
  layer: 'implementation',
  severity: 'notice',
  references: ['A.10.3'],
  summary: 'A system in production comes from a supplier who has not agreed in how many hours to report incidents.',
  rationale: 'Your own clocks start when you learn of it; a supplier who may take his time takes it out of yours.',
  fix: 'Add "notice_hours:" to the supplier in the profile, as the contract says; where it says nothing, have it agreed.',

  check({ profiles }) {
    return profiles.flatMap(({ ref, systems, organisation }) => {
      const suppliers = new Map(organisation.suppliers.map((supplier) => [fold(supplier.name), supplier]));
      const told = new Set<string>();
      return systems.flatMap(({ id, vendor, status, pointer }) => {
        if (vendor === undefined || status !== 'production' || told.has(fold(vendor))) return [];
        const supplier = suppliers.get(fold(vendor));
        if (supplier?.hasNotice) return [];
        told.add(fold(vendor));
        const place = supplier ? { pointer: supplier.pointer } : { pointer: `${pointer}/vendor` };
        return {
          document: ref,
          place,
          message: `Missing notice_hours of supplier ${vendor}, who stands behind system ${id}`,
        };
      });
    });
  },
});

const fold = (name: string) => name.trim().toLowerCase();
