import { readFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

const FONT_FOLDER = 'node_modules/source-sans/WOFF/TTF';
const font = (name) =>
  `Buffer.from('${readFileSync(`${FONT_FOLDER}/SourceSans3-${name}.ttf.woff`).toString('base64')}', 'base64')`;

const shared = {
  platform: 'node',
  resolve: { mainFields: ['module', 'main'] },
  // The manifest is read for its version only.
  plugins: [
    {
      name: 'manifest',
      load: (id) =>
        id.endsWith('/package.json') && !id.includes('node_modules') ? JSON.stringify({ version }) : undefined,
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
