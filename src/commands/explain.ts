import { resolve } from 'node:path';
import { ruleUrl } from '../check/settle.ts';
import type { Output } from '../cli/options.ts';
import { UsageError } from '../errors.ts';
import { rules } from '../generated/rules.ts';
import type { Rule } from '../rules/define-rule.ts';
import { LEFT_OUT, MERGED } from '../rules/shared/catalogue.ts';
import type { Terminal } from '../terminal.ts';
import { terminalText } from '../text/escape.ts';
import { describeAllowed } from '../text/suggest.ts';
import { saveText } from './save-text.ts';

/** `aimscheck explain [rule]`. @throws UsageError for a rule that does not exist. */
export async function explainCommand(
  id: string | undefined,
  flags: { format?: readonly Output[] },
  terminal: Terminal,
): Promise<number> {
  const merged = id === undefined || !Object.hasOwn(MERGED, id) ? undefined : MERGED[id];
  const chosen = id === undefined ? rules : rules.filter((rule) => rule.id === (merged?.into ?? id));
  if (id !== undefined && chosen.length === 0) {
    if (Object.hasOwn(LEFT_OUT, id)) throw new UsageError(`"${id}" is not checked. ${LEFT_OUT[id]}`);
    throw new UsageError(
      `unknown rule "${terminalText(id)}", ${describeAllowed(
        id,
        rules.map((rule) => rule.id),
      )}`,
    );
  }
  for (const { name, file } of flags.format ?? [{ name: 'text' }]) {
    const text =
      name === 'json'
        ? `${JSON.stringify(chosen.map(facts), null, 2)}\n`
        : id === undefined
          ? list(chosen)
          : `${merged ? `${id} is part of ${merged.into}. ${merged.why}\n\n` : ''}${chosen.map(explain).join('\n')}`;
    if (file === undefined) terminal.write(text);
    else saveText(resolve(terminal.cwd, file), text);
  }
  return 0;
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
