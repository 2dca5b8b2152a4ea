import { join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { type CheckOptions, runCheck } from '../check/index.ts';
import { planFixes } from '../fix/plan.ts';
import type { Terminal } from '../terminal.ts';
import { terminalLines } from '../text/escape.ts';
import { count } from '../text/plural.ts';
import { concealSecrets } from '../text/secrets.ts';
import { saveText } from './save-text.ts';

/** `aimscheck check --fix`: shows the repairs that are safe as a diff; with `write`, makes them. Exits 0. */
export async function fixCommand(options: CheckOptions, write: boolean, terminal: Terminal): Promise<number> {
  const { repairable, texts, project, inScope } = await runCheck(options);
  const fixes = planFixes(await repairable(), texts).filter(({ file }) => inScope(file));
  for (const { file, before, after } of fixes) {
    if (write) saveText(join(project.base, file), after);
    const patch = createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, { context: 2 });
    terminal.write(`${terminalLines(concealSecrets(patch)).slice(1).join('\n')}\n`);
  }
  const total = fixes.reduce((sum, { edits }) => sum + edits, 0);
  const what = `${count(total, 'repair')} in ${count(fixes.length, 'file')}`;
  terminal.warn(
    total === 0
      ? 'Nothing that can be repaired safely.\n'
      : write
        ? `Made ${what}.\n`
        : `${what}; run again with --write to make them.\n`,
  );
  return 0;
}
