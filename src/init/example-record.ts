/** A record to copy, where there is none yet: its name starts with `_`, so it is not checked. */
export const EXAMPLE_RECORD = `# yaml-language-server: $schema=https://aimscheck.github.io/aimscheck/schemas/v1/incident.schema.json
# Copy to AI-INC-YYYY-NNN-short-name.yml. Names that start with _ are not checked.
schema_version: 1
id: AI-INC-2026-001
title: Chat assistant quoted a discount that does not exist
kind: incident
state: triaged            # reported → triaged → contained → investigating → remediating → verifying → closed
summary: >-
  The assistant promised three customers a discount of 40 % that is on no price list. Noticed by support.
reported_at: 2026-03-02T09:40:00+01:00
reporter: support-desk
detected_at: 2026-03-02T09:15:00+01:00
occurred_at: 2026-03-01
occurred_precision: day
detection:
  method: customer-complaint
owner: "@incident-lead"
severity: SEV-3
severity_rationale: Three customers, no harm beyond goodwill, found within a day.
category: model-failure
ai_systems:
  - system_id: chat-assistant
    version: 2026.02.4
impact:
  description: Three customers were promised a price that cannot be kept.
  actual_or_potential: actual
triage:
  by: "@duty-officer"
  at: 2026-03-02T10:05:00+01:00
  decision: handle as incident
`;
