import type { DeepPartial, Profile } from '../documents.ts';
import { PEOPLE } from './contradictions-people.ts';
import { SYSTEMS } from './contradictions-systems.ts';
import { TIMES } from './contradictions-times.ts';

/** A profile of which anything may be missing yet. */
export type Draft = DeepPartial<Profile>;

/** Two answers of a profile that cannot both hold. */
export interface Contradiction {
  /** What does not fit, in a sentence. */
  readonly message: string;
  /** The two places in the profile: `ai_systems[0].criticality`, `ai_systems[0].fallback`. */
  readonly places: readonly [string, string];
}

/** Looks for one kind of contradiction. What is not answered yet contradicts nothing, unless another answer needs it. */
export type Finder = (profile: Draft) => readonly Contradiction[];

/** Every contradiction in a profile, in the order of its kinds. */
export function contradictionsIn(profile: Draft): Contradiction[] {
  return [...PEOPLE, ...SYSTEMS, ...TIMES].flatMap((find) => find(profile));
}

/** "ai_systems[0].criticality, ai_systems[0].fallback: …" */
export const sayContradiction = ({ places, message }: Contradiction): string => `${places.join(', ')}: ${message}`;
