import { type Declare, deadlineOption, formatOption } from './options.ts';

export const declareOrg: Declare = (program, { terminal, done }) => {
  const org = program.command('org').description('repositories of an organisation: list them, join their results');
  org
    .command('list')
    .description('name the repositories with an .aimscheck.yml, and why the others are not checked')
    .argument('<owner>', 'the organisation; the token is GITHUB_TOKEN')
    .addOption(deadlineOption())
    .addOption(formatOption('text, json'))
    .action(async (owner: string, options) =>
      done(await (await import('../commands/org.ts')).orgListCommand(owner, options, terminal)),
    );
  org
    .command('report')
    .description('one report over repositories, from the result of each ("check --format json") in NAME.json')
    .argument('<listing>', 'what "org list --format json" wrote')
    .argument('<folder>', 'where the results are')
    .addOption(formatOption('markdown, json'))
    .action(async (listing: string, folder: string, options) =>
      done(await (await import('../commands/org.ts')).orgReportCommand({ listing, folder }, options, terminal)),
    );
};
