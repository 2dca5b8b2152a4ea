import type { Word } from '../text/display.ts';
import { terminalText } from '../text/escape.ts';
import { clip } from '../text/fit.ts';
import type { Finding, Location } from '../types.ts';
import type { Paint } from './paint.ts';

/** Longer messages quote a file at length; the rest is cut and said to be. */
export const LONGEST_MESSAGE = 1000;

/** `path:line:column severity rule message`: the one line that editors, `grep` and problem matchers read. */
export function headline(finding: Finding, paint: Paint): string {
  return headlineWords(finding, paint)
    .map((word) => word.painted)
    .join(' ');
}

/** The same in words, for a terminal too narrow for it. */
export function headlineWords(finding: Finding, paint: Paint): readonly Word[] {
  const rule = terminalText(finding.rule);
  const message = clip(terminalText(finding.message), LONGEST_MESSAGE);
  return [
    { plain: describePlace(finding), painted: describePlace(finding, paint) },
    { plain: finding.severity, painted: paint.severity[finding.severity](finding.severity) },
    { plain: rule, painted: paint.link(paint.accent(rule), finding.url) },
    ...message.split(' ').map((word) => ({ plain: word, painted: word })),
  ];
}

export function describePlace({ file, line, column }: Location, paint?: Paint): string {
  const path = terminalText(file);
  return `${paint ? paint.strong(path) : path}:${line}:${column}`;
}
