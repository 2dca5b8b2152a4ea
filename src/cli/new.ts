import { type Command, Option } from 'commander';
import type { RecordKind } from '../scaffold/first-values.ts';
import { asOfOption, collect, configOption, type Declare } from './options.ts';

const CONCERNS = {
  system: () => new Option('--system <id>', 'AI system that it concerns (repeatable)').argParser(collect),
  incident: () => new Option('--incident <id>', 'incident that it concerns'),
} as const;

/** What a record can be said to concern: options beside those that all have. */
const RECORDS = {
  incident: { about: 'the record of an AI incident, near miss or hazard', concerns: ['system'] },
  capa: { about: 'a corrective or preventive action', concerns: ['incident'] },
  runbook: { about: 'a runbook with the sections that every one needs', concerns: ['system'] },
  waiver: { about: 'an accepted deviation with its end date', concerns: ['system', 'incident'] },
} as const satisfies Record<RecordKind, { about: string; concerns: readonly (keyof typeof CONCERNS)[] }>;

/** Options of whatever is written from a schema. */
function withOutput(command: Command): Command {
  return command
    .option('--set <field=value>', 'fill in a field: severity=SEV-2, triage.by=@duty (repeatable)', collect)
    .option('--stdout', 'print it in place of writing a file')
    .option('--dry-run', 'say what would be written')
    .addOption(configOption())
    .addOption(asOfOption());
}

export const declareNew: Declare = (program, { terminal, done }) => {
  const command = program
    .command('new')
    .description('start a record: its next id, and the fields that its state needs');
  for (const kind of Object.keys(RECORDS) as RecordKind[]) {
    const { about, concerns } = RECORDS[kind];
    const one = command
      .command(kind)
      .description(about)
      .option('--title <text>', 'title, also part of the file name')
      .option('--state <state>', 'state it is in')
      .option('--id <id>', 'id in place of the next one');
    for (const concern of concerns) one.addOption(CONCERNS[concern]());
    withOutput(one).action(async (options) =>
      done(await (await import('../commands/new.ts')).newRecordCommand(kind, options, terminal)),
    );
  }
  withOutput(command.command('review').description('the post-incident review, in the record of its incident'))
    .argument('<incident>', 'id or file of the incident')
    .action(async (incident: string, options) =>
      done(await (await import('../commands/new-review.ts')).newReviewCommand(incident, options, terminal)),
    );
  command
    .command('definition')
    .description('a policy type of your own, from the headings of a policy that is there')
    .argument('<document>', 'policy in Markdown')
    .option('--type <type>', 'key of the type; made of the title where not given')
    .option('--stdout', 'print it in place of writing a file')
    .option('--dry-run', 'say what would be written')
    .addOption(configOption())
    .action(async (document: string, options) =>
      done(await (await import('../commands/new-definition.ts')).newDefinitionCommand(document, options, terminal)),
    );
};
