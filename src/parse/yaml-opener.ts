import { Lexer } from 'yaml';
import type { Problem } from './source.ts';

/**
 * A quote or bracket that is not closed is noticed far below, where the text stops making sense. Finds where it opens:
 * a quoted text that never ends or swallowed the lines up to the fault, or the innermost bracket still open there.
 */
export function findOpener(text: string, fault: number): Problem | undefined {
  const open: { at: number; bracket: string }[] = [];
  let at = 0;
  for (const token of new Lexer().lex(text)) {
    const isQuoted = /^["']/.test(token);
    if (isQuoted) {
      const quote = token[0] as string;
      const closed = token.length > 1 && token.endsWith(quote);
      const swallowed = token.includes('\n') && fault >= at && fault <= at + token.length + 1;
      if (!closed || swallowed) return unclosed(at, quote === '"' ? 'double quote' : 'single quote', quote);
    }
    if (token === '[' || token === '{') open.push({ at, bracket: token });
    if (token === ']' || token === '}') open.pop();
    if (!CONTROL.test(token)) at += token.length;
    if (at > fault && open.length === 0) break;
  }
  const last = open.findLast((bracket) => bracket.at <= fault);
  return last && unclosed(last.at, 'bracket', last.bracket === '[' ? ']' : '}');
}

/** Marks of the lexer that stand for no text. */
const CONTROL = /^[\u0002\u0018\u001f\ufeff]$/;

function unclosed(at: number, what: string, closing: string): Problem {
  return {
    start: at,
    end: at + 1,
    message: `Missing closing ${what} for the one opened here`,
    help: `Add ${closing} where the value ends.`,
  };
}
