import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeFrame } from '../src/text/code-frame.ts';
import { displayWidth, wrap } from '../src/text/display.ts';
import {
  commandData,
  commandProperty,
  disarmCommands,
  htmlText,
  isAddress,
  jsonText,
  terminalText,
  uriPath,
  xmlAttribute,
  xmlText,
} from '../src/text/escape.ts';
import { clip, fit, measure } from '../src/text/fit.ts';
import { createLineIndex } from '../src/text/line-index.ts';
import { describeAllowed, suggest } from '../src/text/suggest.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 200 });
const anyLines = fc
  .array(fc.constantFrom('a', '\t', '日', '👩‍👩‍👧', '\n', '\r\n', '\r', '\u202e', '\u001b', 'e\u0301'), {
    maxLength: 80,
  })
  .map((parts) => parts.join(''));
const ACTING = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029]/u;

describe('line index', () => {
  test('counts \\n, \\r\\n and a lone \\r as one line end each', () => {
    const index = createLineIndex('id: 1\r\nstate: open\rseverity: SEV-2\n');
    expect([1, 2, 3, 4, 5].map((line) => index.text(line))).toEqual([
      'id: 1',
      'state: open',
      'severity: SEV-2',
      '',
      '',
    ]);
    expect(index.lineCount).toBe(4);
    expect(index.position(7)).toEqual({ line: 2, column: 1 });
    expect(index.position(index.offset({ line: 3, column: 11 }))).toEqual({ line: 3, column: 11 });
  });

  test('counts columns in UTF-16 code units', () => {
    expect(createLineIndex('a: "👩"x').position(6)).toEqual({ line: 1, column: 7 });
  });

  test('clamps what lies outside', () => {
    const index = createLineIndex('ab\ncd');
    expect([index.position(-1), index.position(99)]).toEqual([
      { line: 1, column: 1 },
      { line: 2, column: 3 },
    ]);
    expect([index.offset({ line: 1, column: 99 }), index.offset({ line: 9, column: 1 })]).toEqual([2, 3]);
  });

  test('gives back every offset that is not inside a line end', () => {
    fc.assert(
      fc.property(anyLines, fc.nat(80), (text, at) => {
        const index = createLineIndex(text);
        const offset = Math.min(at, text.length);
        const insideBreak = text[offset - 1] === '\r' && text[offset] === '\n';
        return insideBreak || index.offset(index.position(offset)) === offset;
      }),
    );
  });
});

describe('code frame', () => {
  const frame = (text: string, [line, column, end]: readonly [number, number, number], width?: number): string =>
    codeFrame(text, { line, column, end_line: line, end_column: end }, width === undefined ? {} : { width });

  test('shows the line between its neighbours', () => {
    expect(frame('id: 1\nstate: opened\nseverity: SEV-2\nowner: x\n', [2, 8, 14])).toBe(
      ['1 │ id: 1', '2 │ state: opened', '  │        ^^^^^^', '3 │ severity: SEV-2'].join('\n'),
    );
  });

  test('expands tabs and marks the whole of one', () => {
    expect(frame('a:\n\tb: 1', [2, 1, 2])).toBe(['1 │ a:', '2 │     b: 1', '  │ ^^^^'].join('\n'));
  });

  test.each([
    ['wide letters', 'title: 日本語 x', 8, 11, 7, 6],
    ['emoji made of several', 'title: 👩‍👩‍👧 x', 8, 16, 7, 2],
    ['what stands after them', 'title: 日本👩‍👩‍👧 x', 19, 20, 14, 1],
    ['combining marks', 'title: e\u0301e\u0301 x', 8, 12, 7, 2],
    ['a bidirectional override', 'title: \u202e x', 8, 9, 7, 8],
    ['a place behind the end', 'title: x', 40, 41, 8, 1],
    ['an empty range', 'title: x', 8, 8, 7, 1],
  ])('puts the marker under %s', (_what, line, column, end, indent, length) => {
    expect(frame(line, [1, column, end]).split('\n')[1]).toBe(`  │ ${' '.repeat(indent)}${'^'.repeat(length)}`);
  });

  test('cuts a long line around the range', () => {
    const line = `${'x'.repeat(5_000_000)}here${'y'.repeat(5_000_000)}`;
    expect(frame(line, [1, 5_000_001, 5_000_005], 60)).toBe(
      [`1 │ …${'x'.repeat(20)}here${'y'.repeat(30)}…`, `  │ ${' '.repeat(21)}^^^^`].join('\n'),
    );
  });

  test('marks the first of several lines', () => {
    const text = codeFrame('a:\n  b: 1\n  c: 2\n', { line: 1, column: 1, end_line: 3, end_column: 7 });
    expect(text).toBe(['1 │ a:', '  │ ^^', '2 │   b: 1'].join('\n'));
  });

  test('does not count a byte order mark', () => {
    expect(frame('\ufeffid: 1', [1, 5, 6])).toBe(['1 │ id: 1', '  │     ^'].join('\n'));
  });

  test('is empty for a line the source does not have', () => {
    expect(frame('a\n', [9, 1, 2])).toBe('');
  });

  test('never prints a character that acts, nor a line wider than asked', () => {
    fc.assert(
      fc.property(fc.oneof(anyLines, anyText), fc.nat(9), fc.nat(99), fc.nat(99), (text, line, column, length) => {
        const printed = frame(text, [line + 1, column + 1, column + 1 + length], 40);
        expect(printed).not.toMatch(ACTING);
        for (const row of printed.split('\n')) expect(displayWidth(row)).toBeLessThanOrEqual(40);
      }),
    );
  });
});

describe('escape', () => {
  test('terminal: one line without a character that acts', () => {
    expect(terminalText('a\u001b[31mb\r\nc\u202ed')).toBe('a<U+001B>[31mb c<U+202E>d');
    fc.assert(fc.property(anyText, (text) => !/[\p{Cc}\p{Cs}\u2028-\u202e]/u.test(terminalText(text))));
  });

  test('log: no line is a command', () => {
    const log = disarmCommands('a ::error::x\n  ::error::y\n\u3000::z\n##[error]');
    expect(log).toBe('a ::error::x\n  :\u2060:error::y\n\u3000:\u2060:z\n##\u2060[error]');
  });

  test('workflow command: GitHub reads back what was written', () => {
    const readData = (text: string): string =>
      text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
    const readProperty = (text: string): string => readData(text.replaceAll('%3A', ':').replaceAll('%2C', ','));
    fc.assert(
      fc.property(anyText, (text) => {
        expect(readData(commandData(text))).toBe(text);
        expect(readProperty(commandProperty(text))).toBe(text);
        expect(commandData(text)).not.toMatch(/[\r\n]/);
        expect(commandProperty(text)).not.toMatch(/[\r\n:,]/);
      }),
    );
  });

  test('html and xml: no markup, no character XML cannot carry', () => {
    expect(htmlText(`<a href="x">'&'</a>`)).toBe('&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;');
    expect(xmlText('a\u0000b\u001bc\ufffed\ud800e\r\n')).toBe('a\ufffdb\ufffdc\ufffdd\ufffde&#13;\n');
    expect(xmlAttribute('a\n\tb')).toBe('a&#10;&#9;b');
  });

  test('json: says the same', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.constant('##[error]\u202e\u0085')), (text) => {
        const json = jsonText(JSON.stringify(text));
        expect(JSON.parse(json)).toBe(text);
        expect(json).not.toMatch(ACTING);
      }),
    );
  });

  test('address: the path comes back, from ASCII without spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 50 }), (path) => {
        expect(decodeURIComponent(uriPath(path))).toBe(path);
        expect(uriPath(path)).toMatch(/^[!-~]*$/);
      }),
    );
    expect(uriPath('a\ud800b')).toBe('a%EF%BF%BDb');
  });

  test.each([
    ['https://aimscheck.example/rules#capa-overdue', true],
    ['https://aimscheck.example/%E6%97%A5', true],
    ['https://aimscheck.example/a)b', false],
    ['https://aimscheck.example/a b', false],
    ['https://aimscheck.example/%zz', false],
    ['javascript:alert(1)', false],
    ['', false],
  ])('plain address: %s is %s', (url, expected) => {
    expect(isAddress(url)).toBe(expected);
  });
});

describe('fit', () => {
  test('leaves alone what fits', () => {
    expect(fit('as it is', { limit: 8, unit: 'characters' })).toBe('as it is');
  });

  test('says how much it cut', () => {
    const text = `${'line\n'.repeat(100)}`;
    const cut = fit(text, { limit: 103, unit: 'bytes' });
    expect(cut).toBe(`${'line\n'.repeat(16).trimEnd()}\n… 421 bytes cut\n`);
    expect(clip('a long message from a record', 27)).toBe('a long… (22 characters cut)');
  });

  test.each(['bytes', 'characters'] as const)('keeps the limit in %s and never cuts through a character', (unit) => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 0, max: 300 }), (text, limit) => {
        const fitted = fit(text, { limit, unit });
        expect(measure(fitted, unit)).toBeLessThanOrEqual(limit);
        expect(fitted).not.toMatch(/\p{Cs}|\ufffd/u);
      }),
    );
  });
});

describe('suggest', () => {
  const states = ['open', 'triaged', 'contained', 'investigating', 'resolved', 'closed'];

  test.each([
    ['closd', 'closed'],
    ['Closed', 'closed'],
    ['investigation', 'investigating'],
    ['containd', 'contained'],
    ['opne', 'open'],
    ['done', undefined],
    ['', undefined],
    ['x'.repeat(5000), undefined],
  ])('for %s: %s', (given, expected) => {
    expect(suggest(given, states)).toBe(expected);
  });

  test('does not mind how words are joined', () => {
    expect(suggest('Root-Cause', ['detected_at', 'root_cause'])).toBe('root_cause');
  });

  test('makes nothing of a name with two letters', () => {
    expect(suggest('id', ['at', 'to', 'by'])).toBeUndefined();
  });

  test('lists what would have been right', () => {
    expect(describeAllowed('closd', ['open', 'closed'])).toBe(
      'expected one of "open", "closed"; did you mean "closed"?',
    );
    expect(describeAllowed('2', ['1'])).toBe('expected "1"');
    const many = Array.from({ length: 40 }, (_, index) => `topic-${index}`);
    expect(describeAllowed('unrelated', many)).toMatch(/"topic-29" and 10 more$/);
  });
});

describe('width', () => {
  test.each([
    ['plain', 5],
    ['日本', 4],
    ['👩‍👩‍👧', 2],
    ['e\u0301', 1],
    ['🇫🇷', 2],
    ['✔', 1],
  ])('%s takes %i columns', (text, columns) => {
    expect(displayWidth(text)).toBe(columns);
  });

  test('wraps at spaces and leaves long words whole', () => {
    expect(wrap('Record who approved it in investigation.extensions', 20)).toEqual([
      'Record who approved',
      'it in',
      'investigation.extensions',
    ]);
  });
});
