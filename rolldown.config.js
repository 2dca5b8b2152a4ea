import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { defineConfig } from 'rolldown';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Digest of the sources: what one build kept from an earlier run, another does not trust. */
const build = digestOf(['src', 'policies', 'schemas', 'package-lock.json']);

function digestOf(places) {
  const digest = createHash('sha256');
  const add = (place) => {
    if (statSync(place).isDirectory()) for (const name of readdirSync(place).sort()) add(`${place}/${name}`);
    else digest.update(`${place}\0`).update(readFileSync(place));
  };
  for (const place of places) add(place);
  return digest.digest('hex').slice(0, 16);
}

const FONT_FOLDER = 'node_modules/source-sans/WOFF/TTF';
const font = (name) =>
  `Buffer.from('${readFileSync(`${FONT_FOLDER}/SourceSans3-${name}.ttf.woff`).toString('base64')}', 'base64')`;

const shared = {
  platform: 'node',
  resolve: { mainFields: ['module', 'main'] },
  // The manifest is read for its version only, and the build is told from others.
  plugins: [
    {
      name: 'manifest',
      load: (id) =>
        id.endsWith('/package.json') && !id.includes('node_modules') ? JSON.stringify({ version, build }) : undefined,
    },
    // The fonts of the PDF report, which in the sources are read from their package.
    {
      name: 'fonts',
      load: (id) =>
        id.endsWith('/src/report/pdf/fonts.ts')
          ? `export const FONTS = { regular: ${font('Regular')}, bold: ${font('Semibold')} };`
          : undefined,
    },
  ],
};

export default defineConfig([
  {
    ...shared,
    input: { bin: 'src/bin.ts', index: 'src/index.ts', worker: 'src/worker.ts' },
    output: { dir: 'dist', format: 'esm', minify: 'dce-only', chunkFileNames: 'chunks/[name].js', cleanDir: true },
  },
  {
    ...shared,
    input: { index: 'action/main.ts', worker: 'src/worker.ts' },
    // What a run may not need (PDF, fonts, octokit, definitions) lies beside the entry and is loaded when it does.
    output: {
      dir: 'action/dist',
      format: 'esm',
      minify: true,
      chunkFileNames: 'chunks/[name].js',
      cleanDir: true,
    },
  },
]);
