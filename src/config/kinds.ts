import type { Kind } from '../types.ts';

/** Where documents are when nothing is configured: kind → globs, relative to the project root. */
export const CONVENTIONAL_GLOBS: Readonly<Record<Kind, readonly string[]>> = {
  policy: ['policies/**/*.md'],
  runbook: ['runbooks/**/*.md'],
  incident: ['incidents/**/*.{yml,yaml,json,md}'],
  capa: ['capas/**/*.{yml,yaml,json,md}'],
  waiver: ['waivers/**/*.{yml,yaml,json}'],
  profile: ['profile.yml'],
};
