import type { Finding, Result } from '../../../src/types.ts';
import { NEGLECTED } from './sample.ts';

/** Texts that try to act instead of being shown, by what they try. */
export const HOSTILE_TEXTS: readonly (readonly [what: string, text: string])[] = Object.entries({
  'terminal escapes': '\u001b[31mpayload\u001b[0m \u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007 \u009b2J',
  'bidirectional and unseen characters': '\u202epayload\u2066 zero\u200bwidth \u2028line\u2029paragraph \ufeffmark',
  'workflow commands': '::error file=README.md::payload\n::set-output name=x::y\r\n##[error]payload ##[add-mask]x',
  'indented workflow commands': '\u00a0\t::error::payload',
  'escaped workflow commands': '%0A::warning::payload %25 a,b:c',
  XML: '</failure></testcase><testcase name="payload"/> ]]> <!-- payload --> &amp; &#x41; \u0000\u0008\ufffe',
  HTML: '<script>alert("payload")</script><img src=x onerror=payload> <details><!-- aimscheck:v1 id=payload -->',
  'mentions, references and links':
    '@lena.brandt @acme/security #12 GH-3 acme/models#4 https://evil.example/payload www.evil.example payload@evil.example',
  'Markdown in a line':
    '| payload | `tick` `` | \\| **bold** _under_ ~~gone~~ [link](https://evil.example) ![image](https://evil.example/x.png) $x$',
  'Markdown blocks': '# payload\n- item\n1. one\n> quote\n```\nfence',
  'SARIF links and placeholders': '[click {0}](https://evil.example) {payload} {1}',
  'prototype keys': '__proto__ constructor payload ${process.exit(1)}',
  length: `payload ${'long '.repeat(4000)}`,
  'stacked marks and lone surrogates': `payload ${'\u0301'.repeat(500)} 👩‍👩‍👧‍👦 日本語 \ud800 x \udc00`,
});

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
      ...(finding.waived ? { waived: { kind: 'waiver' as const, by: text, until: text, reason: text } } : {}),
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
