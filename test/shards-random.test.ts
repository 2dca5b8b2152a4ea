import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { DEFINITION, POLICY } from './data/own-definition.ts';
import { createWorkTree, type Repository, ROOT } from './support/repository.ts';
import { run } from './support/run.ts';
import { openBlobFolder } from './support/shards.ts';

const blobs = openBlobFolder();
afterAll(blobs.remove);

const FOLDERS = ['policies', 'runbooks', 'incidents', 'capas', 'waivers'];
/** Documents of every kind, from the example organisations. */
const DOCUMENTS = ['conforming', 'neglected', 'promises-table', 'promises-prose'].flatMap((name) =>
  FOLDERS.flatMap((folder) => {
    const place = join(ROOT, 'fixtures/repos', name, folder);
    const names = readdirSync(join(ROOT, 'fixtures/repos', name)).includes(folder) ? readdirSync(place) : [];
    return names.map((file) => ({ folder, file, text: readFileSync(join(place, file), 'utf8') }));
  }),
);

const document = fc.record({
  source: fc.constantFrom(...DOCUMENTS),
  /** Under several names ids are there twice, in shards apart. */
  copy: fc.nat(2),
  change: fc.constantFrom('none', 'ignored', 'cut', 'binary', 'link', 'byte-order-mark', 'two'),
});
const repository = fc.record({
  documents: fc.array(document, { minLength: 1, maxLength: 14 }),
  hasDefinition: fc.boolean(),
  hasBaseline: fc.boolean(),
  count: fc.constantFrom(2, 3, 7),
});
type Drawn = typeof repository extends fc.Arbitrary<infer T> ? T : never;

const IGNORE = 'aimscheck-ignore incident-stale until=2027-01-31 -- The vendor answers in January';

function write({ path }: Repository, { source, copy, change }: Drawn['documents'][number]): void {
  const [stem, ...extension] = source.file.split('.');
  const file = join(path, source.folder, `${stem}${copy === 0 ? '' : `-${copy}`}.${extension.join('.')}`);
  const isMarkdown = source.file.endsWith('.md');
  const ignore = isMarkdown ? `<!-- ${IGNORE} -->` : `# ${IGNORE}`;
  const texts: Record<typeof change, string | Buffer> = {
    none: source.text,
    ignored: `${source.text}\n${ignore}\n`,
    cut: source.text.slice(0, source.text.length / 2),
    binary: Buffer.from([0xff, 0x00, 0xfe]),
    link: '',
    'byte-order-mark': `\ufeff${source.text}`,
    two: isMarkdown ? source.text : `${source.text}\n---\n${source.text}`,
  };
  // A name drawn twice: the later one counts, and nothing is written through a link.
  rmSync(file, { force: true });
  if (change === 'link') symlinkSync('/etc/hostname', file);
  else writeFileSync(file, texts[change]);
}

async function build({ documents, hasDefinition, hasBaseline }: Drawn): Promise<Repository> {
  const made = createWorkTree('fixtures/repos/empty');
  for (const folder of FOLDERS) mkdirSync(join(made.path, folder));
  for (const one of documents) write(made, one);
  if (hasDefinition) {
    writeFileSync(join(made.path, '.aimscheck.yml'), 'definitions: [procurement.yml]\n');
    writeFileSync(join(made.path, 'procurement.yml'), DEFINITION);
    writeFileSync(join(made.path, 'policies/procurement.md'), POLICY.replace(/## Exit[\s\S]*$/, ''));
  }
  if (hasBaseline) await run(made.path, 'check', '--as-of', '2026-08-01', '--update-baseline');
  return made;
}

/** Exit code, and what is told as text and as JSON. */
async function told(cwd: string, ...command: readonly string[]): Promise<readonly string[]> {
  const json = join(blobs.folder, 'told.json');
  const flags = ['--as-of', '2026-11-23', '--format', 'text', '--format', `json=${json}`];
  const { code, stdout, stderr } = await run(cwd, ...command, ...flags);
  return [String(code), stdout, stderr, readFileSync(json, 'utf8')];
}

it('whatever is in a repository, many machines tell what one tells', async () => {
  await fc.assert(
    fc.asyncProperty(repository, fc.infiniteStream(fc.nat()), async (drawn, order) => {
      const made = await build(drawn);
      try {
        const files = await blobs.write(made.path, drawn.count);
        const shuffled = files.map((file) => ({ file, at: order.next().value ?? 0 })).sort((a, b) => a.at - b.at);
        const alone = await told(made.path, 'check');
        expect(alone[0]).toMatch(/^[01]$/);
        expect(await told(made.path, 'merge', ...shuffled.map(({ file }) => file))).toEqual(alone);
      } finally {
        made.remove();
      }
    }),
    { numRuns: 12 },
  );
}, 240_000);
