import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What a keeper is asked to run.
 * @typedef {object} KeepOrder
 * @property {string} command
 * @property {string[]} args
 * @property {string} cwd
 * @property {Record<string, string>} env
 * @property {{ uid?: number, gid?: number }} identity
 * @property {string} logFile the server's own output
 * @property {string} ownerFile says which process the server belongs to, while it runs
 * @property {number} owner
 * @property {'SIGINT' | 'SIGTERM' | 'SIGQUIT' | 'SIGKILL'} stopSignal
 * @property {number} stopWithinMs after that, SIGKILL
 * @property {string[]} removeAfter paths to delete once the server is gone
 */

/**
 * @typedef {object} KeptProcess
 * @property {number} pid
 * @property {() => string | undefined} ended how the server ended, with the end of its log; undefined while it runs
 * @property {() => Promise<void>} stop
 * @property {(signal: NodeJS.Signals) => Promise<void>} crash ends the server by a signal of its own, and waits until it is gone
 */

const KEEPER = fileURLToPath(new URL('./keeper.mjs', import.meta.url));

/**
 * Starts a server that cannot outlive this process: see keeper.mjs.
 * @param {Omit<KeepOrder, 'owner'>} order
 * @returns {Promise<KeptProcess>}
 */
export async function startKept(order) {
  mkdirSync(dirname(order.logFile), { recursive: true });
  // A session of its own: Ctrl-C in the terminal reaches only us, and we stop our servers last.
  const keeper = spawn(process.execPath, [KEEPER], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    detached: true,
    env: withoutNodeOptions(),
  });
  /** @type {string | undefined} */
  let ended;
  /** @type {Promise<void>} */
  const gone = new Promise((resolve) => {
    keeper.once('exit', () => {
      ended ??= 'its keeper is gone';
      resolve();
    });
  });
  /** @type {Promise<number>} */
  const started = new Promise((resolve, reject) => {
    keeper.once('error', reject);
    keeper.on('message', (message) => {
      const report = /** @type {{ started?: number, ended?: string }} */ (message);
      if (report.ended) ended = report.ended;
      if (report.started) resolve(report.started);
      else if (report.ended) reject(new Error(`${order.command} did not start: ${report.ended}`));
    });
  });
  keeper.send({ ...order, owner: process.pid });
  const pid = await started;
  keeper.unref();
  keeper.channel?.unref();
  return {
    pid,
    ended: () => ended,
    async stop() {
      if (keeper.connected) keeper.send('stop', () => undefined);
      keeper.ref();
      await gone;
    },
    async crash(signal) {
      keeper.ref();
      if (ended === undefined) process.kill(pid, signal);
      await gone;
    },
  };
}

function withoutNodeOptions() {
  const { NODE_OPTIONS: _, ...env } = process.env;
  return env;
}
