import { type Command, Option } from 'commander';
import { asOfOption, configOption, formatOption, noCacheOption } from './options.ts';

/** What decides the result and how it is told: the same for `check` and `merge`. */
export function resultOptions(command: Command, formats: string): Command {
  return command
    .addOption(configOption())
    .addOption(asOfOption())
    .option('--at <rev|date>', 'what was committed then, with that date as now; the work tree is not touched')
    .addOption(formatOption(formats))
    .addOption(
      new Option('--fail-on <severity>', 'lowest severity that fails the check')
        .choices(['error', 'warning', 'never'])
        .default('error'),
    )
    .addOption(
      new Option('--min-severity <severity>', 'lowest severity that is listed')
        .choices(['error', 'warning', 'notice'])
        .default('notice'),
    )
    .option('--changed', 'date rules have their full severity only on what the change touches')
    .option('--base <ref>', 'base of the change (default: origin/HEAD, else HEAD)')
    .option('--baseline <file>', 'known findings that do not count (default: .aimscheck-baseline.json)')
    .option('--update-baseline', 'write what is found now as known findings')
    .addOption(noCacheOption())
    .option('--allow-empty', 'exit 0 when nothing matches')
    .option('--quiet', 'one line per finding')
    .option('--no-color', 'no colours');
}
