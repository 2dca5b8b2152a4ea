import { hasRecords, type PolicyOutline, type SectionOutline } from '../check/assessed-policies.ts';
import { requirements } from '../generated/conformance.ts';
import type { Layer } from '../types.ts';

const TEXTS: Readonly<Record<string, Partial<Record<Layer, string>>>> = requirements;

/** What is asked of a section in a layer, '' for nothing; of a policy without records its topics say it. */
export function askedOf(policy: PolicyOutline, section: SectionOutline, layer: Layer): string {
  if (!section.layers[layer]) return '';
  if (hasRecords(policy)) return TEXTS[section.key]?.[layer] ?? '';
  const topics = section.topics.map(({ title }) => inSentence(title));
  return topics.length > 0 ? `The policy covers ${topics.join('; ')}.` : 'The policy has this section.';
}

/** "Policy objectives" → "policy objectives"; "AI roles" stays. */
const inSentence = (title: string): string =>
  /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
