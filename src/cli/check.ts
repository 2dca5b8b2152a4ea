import { Option } from 'commander';
import { asOfOption, configOption, type Declare, formatOption, noCacheOption, wholeNumber } from './options.ts';

export const declareCheck: Declare = (program, { terminal, done }) => {
  program
    .command('check', { isDefault: true })
    .description('lint policies, runbooks and records (default command)')
    .argument('[paths...]', 'files or folders whose findings are wanted')
    .addOption(configOption())
    .addOption(asOfOption())
    .option('--at <rev|date>', 'what was committed then, with that date as now; the work tree is not touched')
    .addOption(formatOption('text, json, sarif, junit, github, markdown'))
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
    .option('--fix', 'show the repairs that are safe, as a diff')
    .option('--write', 'with --fix: make them')
    .option('--baseline <file>', 'known findings that do not count (default: .aimscheck-baseline.json)')
    .option('--update-baseline', 'write what is found now as known findings')
    .option('--workers <n>', 'threads that share the documents (default: as many as pay)', wholeNumber)
    .option('--cache', 'keep what documents give for the next run, however few there are')
    .addOption(noCacheOption())
    .option('--cache-location <file>', 'file it is kept in (default: in the Git folder)')
    .option('--allow-empty', 'exit 0 when nothing matches')
    .option('--stdin-filename <path>', 'check standard input in place of this file')
    .option('--quiet', 'one line per finding')
    .option('--no-color', 'no colours')
    .action(async (paths: string[], options) =>
      done(await (await import('../commands/check.ts')).checkCommand(paths, options, terminal)),
    );
};
