import { asOfOption, configOption, type Declare, formatOption, noCacheOption } from './options.ts';

export const declareHistory: Declare = (program, { terminal, done }) => {
  program
    .command('history')
    .description('the CAPA ledger from Git: every move of a due date, by whom, when, and whether it was explained')
    .argument('[id]', 'one document by id or path: every change of its fields, and its CAPAs')
    .addOption(configOption())
    .addOption(asOfOption())
    .option('--at <rev|date>', 'what Git remembered then')
    .addOption(formatOption('text, json, csv'))
    .addOption(noCacheOption())
    .option('--no-color', 'no colours')
    .action(async (id: string | undefined, options) =>
      done(await (await import('../commands/history.ts')).historyCommand(id, options, terminal)),
    );
};
