import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { examine } from '../../src/check/examine.ts';
import { placeDrafts } from '../../src/check/place.ts';
import { armRules } from '../../src/check/rule-set.ts';
import { rules } from '../../src/generated/rules.ts';
import { readPlainYaml } from '../../src/parse/yaml-plain.ts';
import { UTC } from '../../src/time.ts';
import type { Kind } from '../../src/types.ts';
import { ROOT } from './repository.ts';

interface Sample {
  readonly kind: Kind;
  readonly path: string;
  readonly text: string;
}

const FOLDERS: readonly (readonly [Kind, string])[] = [
  ['incident', 'incidents'],
  ['capa', 'capas'],
  ['waiver', 'waivers'],
];

/** The records of the example organisations, as they are written. */
const records: readonly Sample[] = ['conforming', 'neglected'].flatMap((organisation) =>
  FOLDERS.flatMap(([kind, folder]) => {
    const place = join(ROOT, 'fixtures/repos', organisation, folder);
    return namesIn(place)
      .filter((name) => name.endsWith('.yml'))
      .map((name) => ({ kind, path: `${folder}/${name}`, text: readFileSync(join(place, name), 'utf8') }));
  }),
);

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
}

/** What people write into a record by mistake, or that readers of YAML may take one way or the other. */
const PIECES = (
  'TBD|null|~|yes|2026-13-01|2026-11-23|[]|{}|[a, b]|"x"|\'x\'|"|\'|: |- |#| # note|&a|*a|!t x|| |>-|0x1F|1e3|-1|' +
  'é|“quoted”|e-mail: jan@example.org|aimscheck-ignore'
).split('|');

interface Change {
  readonly line: number;
  readonly other: number;
  readonly how: 'drop' | 'double' | 'swap' | 'indent' | 'outdent' | 'value' | 'insert' | 'cut' | 'key';
  readonly piece: string;
}

const change: fc.Arbitrary<Change> = fc.record({
  line: fc.nat(400),
  other: fc.nat(400),
  how: fc.constantFrom('drop', 'double', 'swap', 'indent', 'outdent', 'value', 'insert', 'cut', 'key'),
  piece: fc.constantFrom(...PIECES),
});

/** Records, each with up to three changes. */
export const changedRecords: fc.Arbitrary<Sample> = fc
  .tuple(fc.constantFrom(...records), fc.array(change, { maxLength: 3 }))
  .map(([record, changes]) => ({ ...record, text: `${changes.reduce(apply, record.text.trimEnd())}\n` }));

function apply(text: string, { line, other, how, piece }: Change): string {
  const lines = text.split('\n');
  const [i, j] = [line % lines.length, other % lines.length];
  const own = lines[i] ?? '';
  const at = other % (own.length + 1);
  const changed: Readonly<Record<Change['how'], readonly string[]>> = {
    drop: [],
    double: [own, own],
    swap: [lines[j] ?? ''],
    indent: [`  ${own}`],
    outdent: [own.replace(/^ {1,2}/, '')],
    value: [own.replace(/: .*$/, () => `: ${piece}`)],
    insert: [own.slice(0, at) + piece + own.slice(at)],
    cut: [own.slice(0, at)],
    key: [own.replace(/(\w)(\w)(?=\w*:)/, '$2$1')],
  };
  return lines.toSpliced(i, 1, ...changed[how]).join('\n');
}

const ruleSet = armRules(rules, {}, { asOf: 0, zone: UTC });

async function tellAll({ kind, path, text }: Sample) {
  const examined = await examine({ kind, path }, { text }, ruleSet);
  const placed = await placeDrafts(examined.drafts, { textOf: () => text, fields: new Map() });
  return { ...examined, placed: placed.map(({ location, related }) => ({ location, related })) };
}

/** A comment with a tab: the fast reader leaves such a text to the authority, to which it means nothing. */
const FOR_AUTHORITY = '#\t\n';

/**
 * Examines a record by the fast reader and by the authority, and holds facts, findings and their places together.
 * @returns undefined where the fast reader leaves it to the authority anyway
 */
export async function areSameBothWays(sample: Sample): Promise<boolean | undefined> {
  if (readPlainYaml(sample.text) === undefined) return undefined;
  const careful = await tellAll({ ...sample, text: sample.text + FOR_AUTHORITY });
  return isDeepStrictEqual(await tellAll(sample), careful);
}
