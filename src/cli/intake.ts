import { Option } from 'commander';
import { asOfOption, configOption, type Declare } from './options.ts';

export const declareIntake: Declare = (program, { terminal, done }) => {
  program
    .command('intake')
    .description('turn a filled issue form into a record')
    .argument('[file]', 'body of the issue; standard input where neither it nor --event is given')
    .option('--event <file>', 'payload of a GitHub event with the issue')
    .addOption(
      new Option('--kind <kind>', 'kind of record').choices(['incident', 'capa', 'waiver']).default('incident'),
    )
    .option('--title <text>', 'title of the record')
    .option('--state <state>', 'state it is in')
    .option('--stdout', 'print it in place of writing a file')
    .option('--dry-run', 'say what would be written')
    .addOption(configOption())
    .addOption(asOfOption())
    .action(async (file: string | undefined, options) =>
      done(await (await import('../commands/intake.ts')).intakeCommand(file, options, terminal)),
    );
};
