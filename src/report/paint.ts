import colors from 'picocolors';
import { isAddress } from '../text/escape.ts';
import type { Severity, Verdict } from '../types.ts';

type Brush = (text: string) => string;

/** Colours by meaning; without colour each returns its text. */
export interface Paint {
  readonly strong: Brush;
  readonly faint: Brush;
  readonly accent: Brush;
  readonly severity: Readonly<Record<Severity, Brush>>;
  readonly verdict: Readonly<Record<Verdict, Brush>>;
  /** OSC 8 hyperlink, or the text alone. */
  readonly link: (text: string, url: string) => string;
}

export function createPaint({ color, links }: { readonly color: boolean; readonly links: boolean }): Paint {
  const { bold, dim, cyan, red, yellow, blue, green } = colors.createColors(color);
  return {
    strong: bold,
    faint: dim,
    accent: cyan,
    severity: {
      error: (text) => bold(red(text)),
      warning: (text) => bold(yellow(text)),
      notice: (text) => bold(blue(text)),
    },
    verdict: {
      conforms: green,
      observation: blue,
      minor: yellow,
      major: red,
      'not-evaluable': yellow,
      'not-applicable': dim,
    },
    link: (text, url) => (links && isAddress(url) ? `\u001b]8;;${url}\u001b\\${text}\u001b]8;;\u001b\\` : text),
  };
}
