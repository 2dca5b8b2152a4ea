import { createLineIndex } from '../text/line-index.ts';

/** `# aimscheck-ignore <rule> until=YYYY-MM-DD -- reason`, beside the line or on the line above. */
export interface Ignore {
  readonly file: string;
  /** Line of the comment. */
  readonly line: number;
  readonly column: number;
  /** Line it speaks of. */
  readonly target: number;
  readonly rule: string;
  readonly until: string | undefined;
  readonly reason: string;
  /** Text of that line. */
  readonly beside: string;
}

const MARK = 'aimscheck-ignore';

/** Finds the ignores of a text: in YAML and TOML comments, and in HTML comments of Markdown. */
export function readIgnores(text: string, file: string): Ignore[] {
  if (!text.includes(MARK)) return [];
  const lines = createLineIndex(text);
  const ignores: Ignore[] = [];
  for (let at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + MARK.length)) {
    const { line, column } = lines.position(at);
    const source = lines.text(line);
    const before = source.slice(0, column - 1);
    const opener = /(#|<!--)[ \t]*$/.exec(before);
    if (!opener) continue;
    const words = source.slice(column - 1 + MARK.length).replace(/-->[ \t]*$/, '');
    const [directive = '', ...reason] = words.split(' -- ');
    const [rule = '', ...options] = directive.trim().split(/\s+/);
    const until = options.find((option) => option.startsWith('until='))?.slice('until='.length);
    const isAlone = before.slice(0, opener.index).trim() === '';
    ignores.push({
      file,
      line,
      column,
      target: isAlone ? line + 1 : line,
      rule,
      until,
      reason: reason.join(' -- ').trim(),
      beside: lines.text(isAlone ? line + 1 : line).trim(),
    });
  }
  return ignores;
}
