import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** What a run of the command came to. */
export interface Ran {
  code: number | null;
  out: string;
  said: string;
}

/** `npx backhaul`, as a process: the linked file, on the build. */
export const BIN = resolve('deploy/cli/bin/backhaul.mjs');

/** Runs the command in a folder without any configuration of its own. Nobody sits in front of it. */
export function backhaul(args: readonly string[], env: Record<string, string>, bin: string = BIN): Promise<Ran> {
  const child = spawn(process.execPath, [bin, ...args], {
    env: { PATH: process.env['PATH'], ...env },
    cwd: resolve('deploy/cli/test'),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ran: Ran = { code: null, out: '', said: '' };
  child.stdout.on('data', (text: Buffer) => (ran.out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (ran.said += text.toString()));
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => done({ ...ran, code }));
  });
}
