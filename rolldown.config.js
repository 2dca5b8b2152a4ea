import { readFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

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
  ],
};

export default defineConfig([
  {
    ...shared,
    input: { bin: 'src/bin.ts', index: 'src/index.ts' },
    output: { dir: 'dist', format: 'esm', minify: 'dce-only', chunkFileNames: 'chunks/[name].js', cleanDir: true },
  },
  {
    ...shared,
    input: 'action/main.ts',
    output: { file: 'action/dist/index.js', format: 'esm', minify: true, codeSplitting: false },
  },
]);
