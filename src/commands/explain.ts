import { resolve } from 'node:path';
import { ruleUrl } from '../check/settle.ts';
import type { Output } from '../cli/options.ts';
import { UsageError } from '../errors.ts';
import { rules } from '../generated/rules.ts';
import type { Rule } from '../rules/define-rule.ts';
import { MERGED } from '../rules/shared/catalogue.ts';
import type { Terminal } from '../terminal.ts';
import { terminalText } from '../text/escape.ts';
import { suggest } from '../text/suggest.ts';
import { saveText } from './save-text.ts';

/**
 * `aimscheck explain [rule|section|topic|policy]`; without a name all rules.
 * @throws UsageError for a name that nothing has.
 */
export async function explainCommand(
  id: string | undefined,
  flags: { format?: readonly Output[] },
  terminal: Terminal,
): Promise<number> {
  const { json, text } = id === undefined ? allRules() : (oneRule(id) ?? (await partOfPolicy(id, terminal.cwd)));
  for (const { name, file } of flags.format ?? [{ name: 'text' }]) {
    const output = name === 'json' ? `${JSON.stringify(json, null, 2)}\n` : text;
    if (file === undefined) terminal.write(output);
    else saveText(resolve(terminal.cwd, file), output);
  }
  return 0;
}

interface Explanation {
  readonly json: unknown;
  readonly text: string;
}

function allRules(): Explanation {
  return { json: rules.map(facts), text: list(rules) };
}

function oneRule(id: string): Explanation | undefined {
  const merged = Object.hasOwn(MERGED, id) ? MERGED[id] : undefined;
  const rule = rules.find((one) => one.id === (merged?.into ?? id));
  if (rule) {
    const note = merged ? `${id} is part of ${merged.into}. ${merged.why}\n\n` : '';
    return { json: [facts(rule)], text: note + explain(rule) };
  }
  return undefined;
}

async function partOfPolicy(name: string, cwd: string): Promise<Explanation> {
  const { explainable, explainText, named } = await import('./explain-policy.ts');
  const all = await explainable(cwd);
  const found = named(name, all);
  if (found.length > 0) return { json: found, text: found.map(explainText).join('\n') };
  const near = suggest(name, [...rules.map(({ id }) => id), ...all.flatMap((one) => one.name.split('/'))]);
  const hint = near === undefined ? '' : `; did you mean "${near}"?`;
  throw new UsageError(
    `unknown rule, section, topic or policy "${terminalText(name)}"${hint || ', "aimscheck explain" lists the rules'}`,
  );
}

function facts({
  id,
  section,
  layer,
  severity,
  references,
  summary,
  rationale,
  fix,
  scope,
  dated,
  options,
  defaults,
}: Rule) {
  return {
    id,
    aliases: Object.keys(MERGED).filter((alias) => MERGED[alias]?.into === id),
    severity,
    section,
    layer,
    scope,
    dated: dated ?? false,
    references,
    summary,
    rationale,
    fix,
    options: options ?? {},
    defaults: defaults ?? {},
    url: ruleUrl(id),
  };
}

function list(chosen: readonly Rule[]): string {
  const width = Math.max(...chosen.map(({ id }) => id.length));
  return chosen.map(({ id, severity, summary }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${summary}\n`).join('');
}

function explain(rule: Rule): string {
  const options = Object.entries(rule.options ?? {}).map(
    ([name, schema]) =>
      `  ${name}: ${String(schema.description)} Default: ${JSON.stringify(rule.defaults?.[name] ?? null)}`,
  );
  const place = [rule.section ?? 'any section', rule.layer ?? 'any layer'].join(', ');
  return [
    `${rule.id} (${rule.severity}; ${place})`,
    '',
    rule.summary,
    '',
    `Why:            ${rule.rationale}`,
    `What to write:  ${rule.fix}`,
    `References:     ${rule.references.map((ref) => (/^[\dA]/.test(ref) && !ref.startsWith('AIA') ? `ISO/IEC 42001 ${ref}` : ref)).join(', ') || 'none'}`,
    ...(rule.dated
      ? ['Depends on the date of the check; on a pull request at most a warning for records it does not touch.']
      : []),
    ...(options.length > 0 ? ['Options:', ...options] : []),
    `More:           ${ruleUrl(rule.id)}`,
    '',
  ].join('\n');
}
