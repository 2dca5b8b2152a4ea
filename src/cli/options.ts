import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Terminal } from '../terminal.ts';

/** What a command is declared with: the terminal it talks to, and where its exit code goes. */
export interface Declaration {
  readonly terminal: Terminal;
  readonly done: (code: number) => void;
}

/** Adds one command to the program: its words and options; what it does is imported only when it runs. */
export type Declare = (program: Command, declaration: Declaration) => void;

/** `NAME` prints to standard output, `NAME=FILE` writes a file; may be given several times. */
export interface Output {
  readonly name: string;
  readonly file?: string;
}

export function formatOption(names: string): Option {
  const known = names.split(', ');
  const parse = (value: string, before: readonly Output[] | undefined): Output[] => {
    const [name = '', ...file] = value.split('=');
    if (!known.includes(name)) throw new InvalidArgumentError(`Expected one of ${names}.`);
    const outputs = [...(before ?? []), { name, ...(file.length > 0 ? { file: file.join('=') } : {}) }];
    if (outputs.filter((output) => output.file === undefined).length > 1) {
      throw new InvalidArgumentError('Two formats on standard output; write one to a file: --format NAME=FILE.');
    }
    return outputs;
  };
  return new Option('--format <name[=file]>', `${names} (repeatable)`).argParser(parse);
}

export const configOption = () =>
  new Option('--config <file>', 'configuration file (default: .aimscheck.yml, found upward)');

/** @throws InvalidArgumentError for what is no whole number above 0 */
export function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('Expected a whole number above 0.');
  return Number(text);
}

/** Commands that keep what they read between runs have it. */
export const noCacheOption = () => new Option('--no-cache', 'read everything anew and keep nothing for the next run');

export const asOfOption = () => new Option('--as-of <instant>', 'date or RFC 3339 date-time that counts as now');

/** Gathers the values of an option that may be given several times. */
export const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

const DEADLINE = 30 * 60_000;

/** `90s`, `10m`, `1h` in milliseconds. */
function parseDuration(text: string): number {
  const [, amount, unit] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  if (amount === undefined || unit === undefined)
    throw new InvalidArgumentError('Expected a duration such as 90s, 10m or 1h.');
  return Number(amount) * (UNITS[unit] ?? 0);
}

/** Milliseconds after which a command that speaks to GitHub stops. */
export const deadlineOption = () =>
  new Option('--deadline <duration>', 'stop cleanly after this time').default(DEADLINE, '30m').argParser(parseDuration);
