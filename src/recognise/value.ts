import type { PolicyReading, PolicySection, PolicyValue } from '../policy-value.ts';
import type { RecognisedPolicy } from './index.ts';

/** The value that the policy schema is held against: what is present, by key. */
export function toPolicyValue(policy: RecognisedPolicy): PolicyValue {
  const sections: Record<string, PolicySection> = {};
  for (const section of policy.sections) {
    const topics: Record<string, { line: number; text: string }> = {};
    for (const { key, present, line, text } of section.topics)
      if (present && line !== null) topics[key] = { line, text: text ?? '' };
    if (section.present) sections[section.key] = { heading: section.heading ?? '', line: section.line ?? 1, topics };
  }
  return {
    ...(policy.type !== undefined && { type: policy.type }),
    metadata: policy.metadata,
    sections,
    severity_levels: policy.severity_levels.map(({ id, line }) => ({ id, line })),
    commitments: policy.commitments,
    ...(policy.type !== undefined && { reading: readingOf(policy) }),
  };
}

function readingOf({ sections, scale, disagreements, ...policy }: RecognisedPolicy): PolicyReading {
  return {
    empty_sections: sections.flatMap(({ key, empty }) => (empty ? [{ key, ...empty }] : [])),
    scale,
    statements: policy.statements,
    vague_deadlines: policy.vague_deadlines,
    roles: policy.roles.map(({ name, line }) => ({ text: name, line })),
    role_mentions: policy.role_mentions.map(({ name, line }) => ({ text: name, line })),
    references: policy.references,
    placeholders: policy.placeholders,
    disagreements: disagreements.map(({ key, values }) => ({
      key,
      values: values.map(({ value, line }) => ({ value, line })),
    })),
  };
}
