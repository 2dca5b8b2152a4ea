import type { Profile } from '../documents.ts';
import { UsageError } from '../errors.ts';
import { templates } from '../generated/templates.ts';
import { requireAnswers } from '../profile/questions.ts';
import { templateContext } from './context.ts';
import { renderTemplate } from './render.ts';

/** A generated policy: its file name and its text. */
export interface GeneratedPolicy {
  readonly type: string;
  readonly file: string;
  readonly text: string;
}

/**
 * The policies of an organisation, from its profile: drafts that name its systems, roles, tools and times.
 *
 * @throws UsageError naming every question that the profile leaves open.
 */
export function generatePolicies(profile: Profile, types: readonly string[]): GeneratedPolicy[] {
  requireAnswers(profile);
  const context = templateContext(profile);
  return types.map((type) => {
    const template = templates[type];
    if (template === undefined) throw new UsageError(`no template for the policy type "${type}"`);
    const id = policyId(type);
    return { type, file: `${type}.md`, text: renderTemplate(template, { ...context, document: { id } }) };
  });
}

/** Id of a generated policy. */
export const policyId = (type: string): string => `POL-${type.toUpperCase()}`;
