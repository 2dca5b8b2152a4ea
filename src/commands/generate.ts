import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import type { Profile } from '../documents.ts';
import { UsageError } from '../errors.ts';
import { type Regenerated, regenerate } from '../generate/merge.ts';
import { generatePolicies } from '../generate/policy.ts';
import { generateRunbook } from '../generate/runbook.ts';
import { templates } from '../generated/templates.ts';
import { readYaml } from '../parse/yaml.ts';
import { contradictionsIn, sayContradiction } from '../profile/contradictions.ts';
import type { Terminal } from '../terminal.ts';
import { terminalText } from '../text/escape.ts';
import { count } from '../text/plural.ts';
import { describeAllowed } from '../text/suggest.ts';
import { addMonths } from '../time.ts';
import { validate } from '../validate/index.ts';
import { validatorOf } from '../validate/load.ts';
import type { PrintFormat } from './print-policy.ts';
import { saveText } from './save-text.ts';

export interface GenerateFlags {
  readonly profile: string;
  readonly out: string;
  readonly all?: boolean;
  readonly diff?: boolean;
  readonly format?: PrintFormat | 'markdown';
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
  const chosen = flags.all ? known : types;
  const { format = 'markdown', out } = flags;
  if (format === 'markdown') {
    const policies = generatePolicies(profile, chosen);
    refuseContradictions(profile, flags.profile);
    return write(policies, flags, terminal);
  }
  if (flags.diff) throw new UsageError('--diff compares Markdown; leave out --format');
  return (await import('./print-policy.ts')).printPolicies({ profile, types: chosen, format, out }, terminal);
}

/** `aimscheck generate runbook`: the runbook of each AI system named, or of all that are not retired. */
export async function generateRunbookCommand(
  ids: readonly string[],
  flags: GenerateFlags,
  terminal: Terminal,
): Promise<number> {
  const profile = await readProfile(flags.profile, terminal.cwd);
  const systems = (profile.ai_systems ?? []).filter(({ status }) => status !== 'retired');
  const known = systems.map(({ id }) => id);
  for (const id of ids)
    if (!known.includes(id)) throw new UsageError(`unknown AI system "${id}", ${describeAllowed(id, known)}`);
  if (ids.length === 0 && !flags.all) throw new UsageError(`name an AI system (${known.join(', ')}) or pass --all`);
  const today = terminal.now().toISOString().slice(0, 10);
  const due = addMonths(today, profile.team_practices?.policy_review_months ?? 12);
  const runbooks = systems
    .filter(({ id }) => flags.all || ids.includes(id))
    .map((system) => {
      const first = generateRunbook(profile, system, due);
      // A date that was promised once stays, or every run would put the review off.
      const promised = REVIEW_DUE.exec(readIfThere(baseOf(first, flags, terminal.cwd)) ?? '')?.[1];
      return promised === undefined ? first : generateRunbook(profile, system, promised);
    });
  return write(runbooks, flags, terminal);
}

const REVIEW_DUE = /^review_due: (\d{4}-\d\d-\d\d)$/m;

function write(generated: readonly Generated[], flags: GenerateFlags, terminal: Terminal): number {
  const places = generated.map((one) => place(one, flags, terminal.cwd));
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

/** A text made from the profile: what it is of, its file name. */
interface Generated {
  readonly type: string;
  readonly file: string;
  readonly text: string;
}

/** Where a text stands, and what becomes of it. */
function place(generated: Generated, flags: GenerateFlags, cwd: string) {
  const { file, text } = generated;
  const path = join(flags.out, file);
  const target = resolve(cwd, path);
  const base = baseOf(generated, flags, cwd);
  const before = readIfThere(target);
  const result = regenerate({ base: readIfThere(base), edited: before, generated: text });
  return { path, target, before: before ?? '', result, record: () => saveText(base, text) };
}

/** What was last generated is kept beside it, in `.generated/`. */
function baseOf({ type, file }: Generated, { out }: GenerateFlags, cwd: string): string {
  return join(dirname(resolve(cwd, out, file)), '.generated', `${type}.base`);
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

/** @throws UsageError naming the two places of every contradiction: no policy is written from answers that cannot both hold. */
function refuseContradictions(profile: Profile, file: string): void {
  const found = contradictionsIn(profile);
  if (found.length === 0) return;
  const lines = found.map((one) => `  ${sayContradiction(one)}`);
  throw new UsageError(`${file} contradicts itself in ${count(found.length, 'place')}:\n${lines.join('\n')}`);
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
