import { main } from '../../src/cli.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process, as it would run without a terminal. */
export async function run(cwd: string, ...args: string[]): Promise<Ran> {
  return runWith({ cwd, env: {} }, ...args);
}

export interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Default: noon of 2026-11-23. */
  readonly now?: () => Date;
}

const NOON = (): Date => new Date('2026-11-23T12:00:00Z');

/** The same with variables in the environment. */
export async function runWith({ cwd, env, now = NOON }: Surroundings, ...args: string[]): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  const code = await main(args, {
    cwd,
    env,
    now,
    write: (text) => {
      stdout += text;
    },
    warn: (text) => {
      stderr += text;
    },
    isTTY: false,
    columns: undefined,
    readStdin: async () => '',
  });
  return { code, stdout, stderr };
}
