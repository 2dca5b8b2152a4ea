/**
 * Numbers of ISO/IEC 42001:2023 with short names of our own: clauses 4 to 10, controls of Annex A (38 in nine groups).
 * Annex B has the numbers of Annex A; annexes C and D are informative.
 */
export const CLAUSES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '4': 'context',
    '4.1': 'the organisation and its context',
    '4.2': 'interested parties',
    '4.3': 'scope',
    '4.4': 'AI management system',
    '5': 'leadership',
    '5.1': 'leadership and commitment',
    '5.2': 'AI policy',
    '5.3': 'roles',
    '6': 'planning',
    '6.1': 'risks and opportunities',
    '6.1.1': 'general',
    '6.1.2': 'AI risk assessment',
    '6.1.3': 'AI risk treatment',
    '6.1.4': 'AI system impact assessment',
    '6.2': 'AI objectives',
    '6.3': 'planning of changes',
    '7': 'support',
    '7.1': 'resources',
    '7.2': 'competence',
    '7.3': 'awareness',
    '7.4': 'communication',
    '7.5': 'documented information',
    '7.5.1': 'general',
    '7.5.2': 'creating and updating',
    '7.5.3': 'control of documented information',
    '8': 'operation',
    '8.1': 'operational planning and control',
    '8.2': 'AI risk assessment',
    '8.3': 'AI risk treatment',
    '8.4': 'AI system impact assessment',
    '9': 'performance evaluation',
    '9.1': 'monitoring, measurement, analysis and evaluation',
    '9.2': 'internal audit',
    '9.2.1': 'general',
    '9.2.2': 'internal audit programme',
    '9.3': 'management review',
    '9.3.1': 'general',
    '9.3.2': 'inputs',
    '9.3.3': 'results',
    '10': 'improvement',
    '10.1': 'continual improvement',
    '10.2': 'nonconformity and corrective action',
  }),
);

/** How many controls each group of Annex A has, the first one numbered 2; A.6 has groups of its own. */
const GROUPS: Readonly<Record<string, number>> = {
  'A.2': 3,
  'A.3': 2,
  'A.4': 5,
  'A.5': 4,
  'A.6.1': 2,
  'A.6.2': 7,
  'A.7': 5,
  'A.8': 4,
  'A.9': 3,
  'A.10': 3,
};

/** What the groups are about, and words that tell what a text takes one for. */
export const SUBJECTS: readonly { readonly group: string; readonly about: string; readonly words: RegExp }[] = [
  { group: 'A.7', about: 'data for AI systems', words: /\bdata (?:governance|management|quality|for)\b/i },
  { group: 'A.5', about: 'assessing impacts of AI systems', words: /\bimpact assessment/i },
  { group: 'A.8', about: 'information for interested parties', words: /\b(?:transparency|explainability)\b/i },
  { group: 'A.9', about: 'use of AI systems', words: /\bhuman oversight\b/i },
  { group: '10.2', about: 'nonconformity and corrective action', words: /\b(?:nonconformit|corrective action)/i },
  { group: '10.1', about: 'continual improvement', words: /\bcontinual improvement\b/i },
];

const CONTROLS: ReadonlySet<string> = new Set([
  'A.6',
  ...Object.keys(GROUPS),
  ...Object.entries(GROUPS).flatMap(([group, count]) => Array.from({ length: count }, (_, i) => `${group}.${i + 2}`)),
]);

/** Whether the standard has a clause or control of this number. */
export const existsInStandard = (number: string): boolean => CLAUSES.has(number) || CONTROLS.has(number);
