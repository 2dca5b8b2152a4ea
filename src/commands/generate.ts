import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import type { Profile } from '../documents.ts';
import { UsageError } from '../errors.ts';
import { type Regenerated, regenerate } from '../generate/merge.ts';
import { type GeneratedPolicy, generatePolicies } from '../generate/policy.ts';
import { templates } from '../generated/templates.ts';
import { readYaml } from '../parse/yaml.ts';
import type { Terminal } from '../terminal.ts';
import { terminalText } from '../text/escape.ts';
import { count } from '../text/plural.ts';
import { describeAllowed } from '../text/suggest.ts';
import { validate } from '../validate/index.ts';
import { validatorOf } from '../validate/load.ts';
import { saveText } from './save-text.ts';

export interface GenerateFlags {
  readonly profile: string;
  readonly out: string;
  readonly all?: boolean;
  readonly diff?: boolean;
}

/**
 * `aimscheck generate policy`: writes policies from the profile, or shows with `diff` what would change. Exits 1 when a file
 * is left with conflicts, or could not be touched.
 */
export async function generatePolicyCommand(
  types: readonly string[],
  flags: GenerateFlags,
  terminal: Terminal,
): Promise<number> {
  const known = Object.keys(templates);
  for (const type of types)
    if (!known.includes(type)) throw new UsageError(`unknown policy type "${type}", ${describeAllowed(type, known)}`);
  if (types.length === 0 && !flags.all) throw new UsageError(`name a policy type (${known.join(', ')}) or pass --all`);
  const profile = await readProfile(flags.profile, terminal.cwd);
  const places = generatePolicies(profile, flags.all ? known : types).map((policy) =>
    place(policy, flags, terminal.cwd),
  );
  for (const { path, before, target, result, record } of places) {
    if (flags.diff) terminal.write(preview(path, before, result));
    else {
      if ('text' in result && result.text !== before) saveText(target, result.text);
      if ('text' in result) record();
      terminal.write(`${tell(result)} ${terminalText(path)}${explain(result)}\n`);
    }
  }
  return places.every(({ result }) => 'text' in result && result.outcome !== 'conflicts') ? 0 : 1;
}

/** Where a policy stands, and what becomes of it. What was last generated is kept beside it, in `.generated/`. */
function place({ type, file, text }: GeneratedPolicy, { out }: GenerateFlags, cwd: string) {
  const path = join(out, file);
  const target = resolve(cwd, path);
  const base = join(dirname(target), '.generated', `${type}.base`);
  const before = readIfThere(target);
  const result = regenerate({ base: readIfThere(base), edited: before, generated: text });
  return { path, target, before: before ?? '', result, record: () => saveText(base, text) };
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function preview(path: string, before: string, result: Regenerated): string {
  if (!('text' in result)) return `${tell(result)} ${terminalText(path)}${explain(result)}\n`;
  if (result.text === before) return '';
  return createTwoFilesPatch(path, path, before, result.text, undefined, undefined, { context: 2 });
}

const WORDS = { written: 'wrote', unchanged: 'unchanged', merged: 'merged', conflicts: 'conflicts in' } as const;

function tell({ outcome }: Regenerated): string {
  return outcome === 'foreign' || outcome === 'unresolved' ? 'kept' : WORDS[outcome];
}

function explain(result: Regenerated): string {
  if (result.outcome === 'conflicts') return `: ${count(result.conflicts, 'place')} between <<<<<<< and >>>>>>>`;
  if (result.outcome === 'unresolved') return ': resolve the conflicts between <<<<<<< and >>>>>>> first';
  if (result.outcome === 'foreign') return ': it was not generated here; generate into another folder with --out';
  return result.outcome === 'merged' ? ': edits by hand kept' : '';
}

async function readProfile(file: string, cwd: string): Promise<Profile> {
  const path = resolve(cwd, file);
  if (!existsSync(path)) throw new UsageError(`profile not found: ${file}`);
  const { values, problem } = await readYaml(readFileSync(path, 'utf8').replace(/^\ufeff/, ''));
  if (problem) throw new UsageError(`${file}: ${problem.message}`);
  const { violations, value } = await validate(values[0] ?? {}, await validatorOf('profile'));
  if (violations.length > 0)
    throw new UsageError(violations.map(({ pointer, message }) => `${file} ${pointer}: ${message}`).join('\n'));
  return value as unknown as Profile;
}
