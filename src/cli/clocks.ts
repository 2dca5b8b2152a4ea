import { asOfOption, configOption, type Declare, formatOption } from './options.ts';

export const declareClocks: Declare = (program, { terminal, done }) => {
  program
    .command('clocks')
    .description('which duties to notify an incident starts, and where each deadline stands')
    .argument('<incident>', 'id or file of the record')
    .addOption(configOption())
    .addOption(asOfOption())
    .addOption(formatOption('text, json'))
    .action(async (incident: string, options) =>
      done(await (await import('../commands/clocks.ts')).clocksCommand(incident, options, terminal)),
    );
};
