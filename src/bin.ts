#!/usr/bin/env node
import { text } from 'node:stream/consumers';
import { main } from './cli.ts';

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await main(process.argv.slice(2), {
  cwd: process.cwd(),
  worker: new URL('./worker.js', import.meta.url),
  env: process.env,
  now: () => new Date(),
  write: (output) => void process.stdout.write(output),
  warn: (output) => void process.stderr.write(output),
  isTTY: process.stdout.isTTY === true,
  columns: process.stdout.columns,
  readStdin: () => text(process.stdin),
  ...(process.stdin.isTTY && process.stdout.isTTY
    ? { openPrompter: async () => (await import('./profile/clack.ts')).clackPrompter }
    : {}),
});
