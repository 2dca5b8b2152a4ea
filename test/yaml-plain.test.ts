import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locateCarefully, readCarefully } from '../src/parse/yaml-careful.ts';
import { locatePlainYaml } from '../src/parse/yaml-places.ts';
import { readPlainYaml } from '../src/parse/yaml-plain.ts';
import { ROOT } from './support/repository.ts';

const FIXTURES = join(ROOT, 'fixtures');
const records = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:ya?ml|md)$/.test(name))
  .map((name) => readFileSync(join(FIXTURES, name), 'utf8'))
  .flatMap((text) => (text.startsWith('---\n') ? (/^---\n([^]*?\n)---\n/.exec(text)?.[1] ?? text) : text));

/** What makes one reader of YAML differ from another. */
const PIECES = [
  ' ',
  '  ',
  '\n',
  '\n\n',
  '\n  ',
  '\n\n  ',
  '- ',
  '-\n',
  '- - ',
  ': ',
  ':',
  ':\n',
  'a: b',
  'key:\n',
  '# c\n',
  ' #',
  "'",
  '"',
  "''",
  '\\',
  '\\"',
  '[',
  ']',
  '{',
  '}',
  ',',
  '[a, b]',
  '{ a: b }',
  '[ ]',
  '"a": 1',
  'a:b',
  '|',
  '>',
  '|-\n',
  '>-\n',
  '|+\n',
  '|2\n',
  '>\n',
  '---',
  '---\n',
  '...',
  '&a ',
  '*a',
  '!t ',
  '? ',
  '%',
  '@',
  '`',
  '~',
  'null',
  'True',
  'yes',
  '<<: ',
  '0x1F',
  '0o17',
  '1e5',
  '.5',
  '-',
  '-1',
  '+2',
  '1_0',
  '.inf',
  '012',
  '=',
  '\t',
  '\r\n',
  '\u00e9',
  '\u0085',
  '\u2028',
  '\ufeff',
  '__proto__: ',
  'constructor: ',
];

/** Pieces of records with pieces of YAML put in place of some of their characters, or moved. */
const mutated = fc
  .record({
    text: fc.constantFrom(...records),
    lines: fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 12 })),
    edits: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        cut: fc.nat(4),
        piece: fc.constantFrom('', '', ...PIECES),
      }),
      { maxLength: 4 },
    ),
    endsWithLine: fc.boolean(),
  })
  .map(({ text, lines: [from, count], edits, endsWithLine }) => {
    const all = text.split('\n');
    const start = from % all.length;
    const piece = all.slice(start, start + count).join('\n') + (endsWithLine ? '\n' : '');
    return edits.reduce((edited, { at, cut, piece: put }) => {
      const offset = Math.floor(at * edited.length);
      return edited.slice(0, offset) + put + edited.slice(offset + cut);
    }, piece);
  });

function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const children = value !== null && typeof value === 'object' ? Object.entries(value) : [];
  return [path, ...children.flatMap(([key, child]) => pathsOf(child, [...path, key]))];
}

/** How the fast reader differs from the authority; undefined where it does not, or gives up. */
function difference(text: string): unknown {
  const plain = readPlainYaml(text);
  if (!plain) return undefined;
  const { values, problem } = readCarefully(text);
  if (problem || !isDeepStrictEqual(values, [plain.value])) return { problem, values, plain: plain.value };
  const [fast, careful] = [locatePlainYaml(text), locateCarefully(text)];
  return pathsOf(plain.value)
    .map((path) => ({ path, fast: fast?.(0, path), careful: careful(0, path) }))
    .find((found) => !isDeepStrictEqual(found.fast, found.careful));
}

describe('the fast reader of YAML', () => {
  it('reads what people write, and reads it as the authority does', () => {
    for (const text of records) expect(difference(text)).toBeUndefined();
    const plain = records.filter((text) => readPlainYaml(text) !== undefined);
    expect(plain.length / records.length).toBeGreaterThan(0.8);
  });

  it('never differs from the authority in values or positions', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        expect(difference(text)).toBeUndefined();
      }),
      { numRuns: 10_000 },
    );
  });
});
