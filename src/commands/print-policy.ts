import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Profile } from '../documents.ts';
import { UsageError } from '../errors.ts';
import { generatePolicies } from '../generate/policy.ts';
import { parseFile } from '../parse/index.ts';
import type { PrintedPolicy } from '../print/model.ts';
import { readPolicy } from '../print/read-policy.ts';
import type { Terminal } from '../terminal.ts';
import { terminalText } from '../text/escape.ts';

export type PrintFormat = 'docx' | 'pdf';

const PRINTERS: Readonly<Record<PrintFormat, () => Promise<(policy: PrintedPolicy) => Promise<Uint8Array>>>> = {
  docx: async () => (await import('../print/docx.ts')).printDocx,
  pdf: async () => (await import('../print/pdf.ts')).printPdf,
};

export interface Printing {
  readonly profile: Profile;
  readonly types: readonly string[];
  readonly format: PrintFormat;
  readonly out: string;
}

/**
 * Policies for the people who sign them: as they stand in the folder, with the edits of people; one that is not there yet as it
 * would be generated.
 * @throws UsageError for a policy with conflicts that nobody has resolved
 */
export async function printPolicies({ profile, types, format, out }: Printing, terminal: Terminal): Promise<number> {
  const print = await PRINTERS[format]();
  const day = new Date(`${terminal.now().toISOString().slice(0, 10)}T00:00:00Z`);
  const organisation = profile.organisation.legal_name ?? profile.organisation.short_name ?? '';
  for (const type of types) {
    const source = join(out, `${type}.md`);
    const target = resolve(terminal.cwd, source);
    const text = existsSync(target) ? readFileSync(target, 'utf8') : textOf(type, profile);
    if (/^(?:<{7}|>{7}) /m.test(text))
      throw new UsageError(`${source}: resolve the conflicts between <<<<<<< and >>>>>>> first`);
    const { body, values, problem } = await parseFile(source, text);
    if (!body || problem) throw new UsageError(`${source}: ${problem?.message ?? 'no Markdown'}`);
    const file = `${target.slice(0, -3)}.${format}`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await print(readPolicy(body, values[0], { organisation, printedOn: day })));
    terminal.write(`wrote ${terminalText(join(out, `${type}.${format}`))}\n`);
  }
  return 0;
}

function textOf(type: string, profile: Profile): string {
  return generatePolicies(profile, [type])[0]?.text ?? '';
}
