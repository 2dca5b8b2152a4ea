import { spawn } from 'node:child_process';
import { platform } from 'node:os';

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Shows a file in the program the system has for it; `failed` is called where there is none. */
export function openFile(file: string, failed: () => void): void {
  const [command = 'xdg-open', ...args] = OPENERS[platform()] ?? ['xdg-open'];
  spawn(command, [...args, file], { stdio: 'ignore', detached: true })
    .on('error', failed)
    .unref();
}
