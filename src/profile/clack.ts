import { confirm, isCancel, log, multiselect, note, select, text } from '@clack/prompts';
import { terminalText } from '../text/escape.ts';
import type { Prompter } from './prompter.ts';

/** Asks on the terminal, with @clack/prompts. */
export const clackPrompter: Prompter = {
  async text({ message, hint, problemWith }) {
    log.message(terminalText(hint));
    const validate = (answer: string | undefined) => problemWith(answer ?? '');
    return told(await text({ message: terminalText(message), validate }));
  },
  async choose({ message, choices, several }) {
    const options = choices.map(({ value, label }) => ({ value, label: terminalText(label) }));
    const question = { message: terminalText(message), options, maxItems: 12 };
    if (several) return told(await multiselect({ ...question, required: false }));
    const one = told(await select(question));
    return one === undefined ? undefined : [one];
  },
  confirm: async (message) => told(await confirm({ message: terminalText(message) })),
  say: (title, lines) => note(lines.map(terminalText).join('\n'), terminalText(title)),
};

/** Breaking off is a symbol there, and undefined here. */
function told<T>(answer: T): Exclude<T, symbol> | undefined {
  return isCancel(answer) ? undefined : (answer as Exclude<T, symbol>);
}
