import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { waitFor } from '@backhaul/testkit';
import { assertPortsFree } from '../../src/ports-free.js';

/** The built launcher, started as `npm start` does it. */
export interface Launched {
  readonly process: ChildProcess;
  /** Everything it printed, on both channels. */
  output(): string;
  /** Resolves once it has printed this. */
  said(text: string): Promise<unknown>;
  /** How it ended: the exit code, or the signal. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** Starts `dist/main.js` with these options. */
export function launched(...options: string[]): Launched {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const child = spawn(process.execPath, [resolve('deploy/launcher/dist/main.js'), ...options], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const channel of [child.stdout, child.stderr]) channel.on('data', (chunk) => (printed += String(chunk)));
  const ended = new Promise<number | NodeJS.Signals | null>((done) =>
    child.once('close', (code, signal) => done(code ?? signal)),
  );
  let over = false;
  void ended.then(() => (over = true));
  return {
    process: child,
    output: () => printed,
    ended,
    async said(text) {
      const heard = () => printed.includes(text) || over;
      await waitFor(`the launcher to say "${text}"`, heard, { timeoutMs: 90_000 }).catch((error: Error) => {
        throw new Error(`${error.message}\nIt said:\n${printed}`);
      });
      if (!printed.includes(text)) throw new Error(`The launcher ended without saying "${text}". It said:\n${printed}`);
    },
  };
}

/** First of a block of free ports, below those that the system itself gives out. */
export async function freePorts(dir: string): Promise<number> {
  for (;;) {
    const ports = 20_000 + 30 * Math.floor(Math.random() * 400);
    const free = await assertPortsFree({ bus: 'postgres', config: null, ports, dir }).then(
      () => true,
      () => false,
    );
    if (free) return ports;
  }
}
