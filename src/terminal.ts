import type { Prompter } from './profile/prompter.ts';

/** What a command may use of the world: set up once, by the entry file. */
export interface Terminal {
  readonly cwd: string;
  /** Program that a thread of `check` runs; absent where there is only one thread. */
  readonly worker?: URL;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  readonly write: (text: string) => void;
  readonly warn: (text: string) => void;
  readonly isTTY: boolean;
  readonly columns: number | undefined;
  readonly readStdin: () => Promise<string>;
  /** Asks the person at the terminal; absent where nobody can answer. */
  readonly openPrompter?: () => Promise<Prompter>;
}
