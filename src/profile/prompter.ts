import type { Choice } from './kinds.ts';

/**
 * Asks a person. Each question gives undefined where the person wants to stop (Ctrl-C). Texts may come from a repository:
 * who shows them neutralises them.
 */
export interface Prompter {
  readonly text: (question: TextQuestion) => Promise<string | undefined>;
  /** One of the choices, or with `several` any number of them. */
  readonly choose: (question: ChoiceQuestion) => Promise<readonly string[] | undefined>;
  readonly confirm: (message: string) => Promise<boolean | undefined>;
  readonly say: (title: string, lines: readonly string[]) => void;
}

export interface TextQuestion {
  readonly message: string;
  readonly hint: string;
  /** What is wrong with an answer, or nothing. */
  readonly problemWith: (text: string) => string | undefined;
}

export interface ChoiceQuestion {
  readonly message: string;
  readonly hint: string;
  readonly choices: readonly Choice[];
  readonly several: boolean;
}
