/** A process that keeps issues whenever its parent says so, and answers with the exit code. */
import { main } from '../../../src/cli.ts';

process.on('message', (args: string[]) => {
  const terminal = {
    cwd: process.cwd(),
    env: process.env,
    now: () => new Date(),
    write: () => {},
    warn: () => {},
    isTTY: false,
    columns: undefined,
    readStdin: async () => '',
  };
  void main(args, terminal).then((code) => process.send?.(code));
});
