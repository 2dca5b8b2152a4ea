import { InvalidArgumentError, Option } from 'commander';
import { asOfOption, configOption, type Declare, formatOption, noCacheOption } from './options.ts';
import { blobsOption } from './shard-options.ts';

export const declareReport: Declare = (program, { terminal, done }) => {
  program
    .command('report')
    .description('write the conformance report an auditor reads')
    .addOption(configOption())
    .addOption(asOfOption())
    .option('--at <revision>', 'the tree as committed at a revision or date, judged on that date')
    .option('--period <from..to>', 'first and last day of the period (default: the year that ends on the as-of day)')
    .addOption(
      new Option('--seed <number>', 'seed of the sample (default: from commit and period)').argParser(readSeed),
    )
    .option(
      '--repository <url>',
      'address of the repository, for links (default: report.repository of the configuration)',
    )
    .addOption(
      formatOption(
        'text, html, pdf, markdown, json, csv, oscal, oscal-poam, oscal-catalog, oscal-component, sarif, junit',
      ),
    )
    .addOption(
      new Option('--fail-on <severity>', 'lowest severity that gives exit code 1')
        .choices(['error', 'warning', 'never'])
        .default('error'),
    )
    .addOption(noCacheOption())
    .addOption(blobsOption())
    .option('--allow-empty', 'exit 0 when nothing matches')
    .option('--watch', 'write the report again whenever a document changes')
    .option('--open', 'show the first HTML or PDF file when it is written')
    .action(async (options) => done(await (await import('../commands/report.ts')).reportCommand(options, terminal)));
};

function readSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d{1,10}$/.test(text) || seed > 0xffff_ffff)
    throw new InvalidArgumentError('Expected a number from 0 to 4294967295.');
  return seed;
}
