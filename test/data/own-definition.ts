/** A policy type of an organisation's own, and a policy that follows it. */
export const DEFINITION = `type: ai-procurement
title: AI Procurement Policy
references: ['ISO/IEC 42001:2023 A.10.3']
sections:
  - key: supplier-selection
    title: Supplier Selection
    references: [A.10.3]
    aliases: { en: [supplier selection, selection of .. supplier] }
    topics:
      - key: due-diligence
        title: Due diligence
        headings: { en: [due diligence] }
        strong: [[due diligence, questionnaire, references .. checked]]
      - key: model-documentation-asked
        title: Documentation asked of suppliers
        headings: { en: [documentation] }
        strong: [[model card, documentation .. supplier]]
  - key: exit
    title: Exit
    references: [A.10.3]
    aliases: { en: [exit, end of .. contract] }
    topics:
      - key: return-of-data
        title: Return of data
        headings: { en: [return of data] }
        strong: [[data .. returned|deleted]]
recognition:
  inherits: ai-incident-management
  type:
    subject: [procurement, supplier, suppliers]
    titles: { en: [ai procurement, procurement policy] }
    other_titles: [incident]
    body: [supplier, contract]
`;

export const POLICY = `---
id: POL-PROC
title: AI Procurement Policy
owner: r.okafor
version: '1.0'
status: draft
classification: internal
review_cycle_months: 12
---

# AI Procurement Policy

## Supplier Selection

Every supplier of a model answers the questionnaire for due diligence before the contract is signed.
A model card is asked of each supplier.

## Exit

When the contract ends, data is returned or deleted within 30 days.
`;
