import { runAction } from './run-action.ts';

await runAction({
  env: process.env,
  now: () => new Date(),
  worker: new URL('./worker.js', import.meta.url),
});
