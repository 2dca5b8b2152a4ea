import { Argument, Option } from 'commander';
import type { FormKind } from '../commands/issue-form.ts';
import { collect, configOption, type Declare } from './options.ts';

export const declareGenerate: Declare = (program, { terminal, done }) => {
  const generate = program.command('generate').description('write policies and runbooks from the organisation profile');
  generate
    .command('policy')
    .description('draft policies that name the systems, roles, tools and times of the organisation')
    .argument('[types...]', 'policy types')
    .option('--all', 'every policy type')
    .option('--profile <file>', 'organisation profile', 'profile.yml')
    .option('--out <folder>', 'folder to write to', 'policies')
    .option('--diff', 'show what would change')
    .addOption(new Option('--format <format>', 'markdown, or what people sign').choices(['markdown', 'docx', 'pdf']))
    .action(async (types: string[], options) =>
      done(await (await import('../commands/generate.ts')).generatePolicyCommand(types, options, terminal)),
    );
  generate
    .command('runbook')
    .description('draft the runbook of an AI system with the steps of the organisation')
    .argument('[systems...]', 'ids of AI systems')
    .option('--all', 'every AI system that is not retired')
    .option('--profile <file>', 'organisation profile', 'profile.yml')
    .option('--out <folder>', 'folder to write to', 'runbooks')
    .option('--diff', 'show what would change')
    .action(async (systems: string[], options) =>
      done(await (await import('../commands/generate.ts')).generateRunbookCommand(systems, options, terminal)),
    );
  generate
    .command('issue-form')
    .description('the GitHub issue form by which people report, from the schema of the record')
    .addArgument(new Argument('[kind]', 'kind of record').choices(['incident', 'capa', 'waiver']).default('incident'))
    .option('--ask <field>', 'also ask for a field, without requiring it (repeatable)', collect)
    .option('--state <state>', 'require what a record in this state needs')
    .option('--stdout', 'print it in place of writing a file')
    .option('--dry-run', 'say what would be written')
    .addOption(configOption())
    .action(async (kind: FormKind, options) =>
      done(await (await import('../commands/issue-form.ts')).issueFormCommand(kind, options, terminal)),
    );
};
