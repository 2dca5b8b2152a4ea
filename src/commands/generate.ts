import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import type { Profile } from '../documents.ts';
import { UsageError } from '../errors.ts';
import { generatePolicies } from '../generate/policy.ts';
import { templates } from '../generated/templates.ts';
import { readYaml } from '../parse/yaml.ts';
import type { Terminal } from '../terminal.ts';
import { terminalText } from '../text/escape.ts';
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

/** `aimscheck generate policy`: writes policies from the profile; with `diff`, shows what would change. */
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
  for (const { file, text } of generatePolicies(profile, flags.all ? known : types)) {
    const path = join(flags.out, file);
    const target = resolve(terminal.cwd, path);
    const before = existsSync(target) ? readFileSync(target, 'utf8') : '';
    if (flags.diff)
      terminal.write(
        before === text ? '' : createTwoFilesPatch(path, path, before, text, undefined, undefined, { context: 2 }),
      );
    else if (before !== text) saveText(target, text);
    if (!flags.diff) terminal.write(`${before === text ? 'unchanged' : 'wrote'} ${terminalText(path)}\n`);
  }
  return 0;
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
