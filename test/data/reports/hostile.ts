import type { Finding, Result } from '../../../src/types.ts';
import { NEGLECTED } from './sample.ts';

/** Texts that try to act instead of being shown; each carries the word `payload`. */
export const HOSTILE_TEXTS: readonly string[] = [
  '\u001b[31mpayload\u001b[0m \u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007 \u009b2J',
  '\u202epayload\u2066 zero\u200bwidth \u2028line\u2029paragraph \ufeffmark',
  '::error file=README.md::payload\n::set-output name=x::y\r\n##[error]payload ##[add-mask]x',
  '%0A::warning::payload %25 a,b:c',
  '</failure></testcase><testcase name="payload"/> ]]> <!-- payload --> &amp; &#x41; \u0000\u0008\ufffe',
  '<script>alert("payload")</script><img src=x onerror=payload> <details><!-- aimscheck:v1 id=payload -->',
  '@lena.brandt @acme/security #12 GH-3 acme/models#4 https://evil.example/payload www.evil.example payload@evil.example',
  '| payload | `tick` `` | \\| **bold** _under_ ~~gone~~ [link](https://evil.example) ![image](https://evil.example/x.png) $x$',
  '# payload\n- item\n1. one\n> quote\n```\nfence',
  '[click {0}](https://evil.example) {payload} {1}',
  '__proto__ constructor payload ${process.exit(1)}',
  `payload ${'long '.repeat(4000)}`,
  `payload ${'\u0301'.repeat(500)} 👩‍👩‍👧‍👦 日本語 \ud800 x \udc00`,
];

/** A result with the text wherever a text can stand. */
export function poison(text: string): Result {
  const findings = NEGLECTED.findings.map((finding): Finding => {
    return {
      ...finding,
      rule: `rule ${text}`,
      message: text,
      file: `incidents/${text}`,
      subject: text,
      section: text,
      references: [text],
      help: text,
      url: `https://aimscheck.example/${text}`,
      related: [{ file: text, line: 1, column: 1, end_line: 1, end_column: 2, message: text }],
      ...(finding.waived ? { waived: { by: text, until: text, reason: text } } : {}),
    };
  });
  return {
    ...NEGLECTED,
    as_of: text,
    commit: text,
    summary: { ...NEGLECTED.summary, skipped: [{ file: text, reason: text }] },
    findings,
    requirements: NEGLECTED.requirements.map((entry) => {
      return { ...entry, section: `${text}${entry.section}`, evidence: [{ file: text, line: 1, text }] };
    }),
  };
}
