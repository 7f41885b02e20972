/**
 * The keeper: a small process of its own that starts one server and stops it as soon as the process that asked for it is gone,
 * whatever took it away (Ctrl-C, a crash, kill -9). A handler inside the asking process could not do that.
 * It is spoken to over Node's IPC channel: the first message is the order, `stop` or the end of the channel is the end.
 */
import { spawn } from 'node:child_process';
import { openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** @typedef {import('./kept-process.mjs').KeepOrder} KeepOrder */

/** @type {import('node:child_process').ChildProcess | undefined} */
let server;
/** @type {KeepOrder | undefined} */
let order;
let stopping = false;

process.on('message', (message) => {
  if (message === 'stop') return stop();
  start(/** @type {KeepOrder} */ (message));
});
process.on('disconnect', stop);
// The whole terminal group may be told to go: the parent decides, through the channel.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => undefined);

/** @param {KeepOrder} received */
function start(received) {
  order = received;
  const log = openSync(received.logFile, 'a');
  server = spawn(received.command, received.args, {
    stdio: ['ignore', log, log],
    cwd: received.cwd,
    env: { ...process.env, ...received.env },
    ...received.identity,
  });
  server.once('error', (error) => ended(error.message));
  server.once('exit', (code, signal) => ended(signal ? `signal ${signal}` : `exit code ${code ?? 'unknown'}`));
  if (server.pid === undefined) return;
  writeFileSync(received.ownerFile, JSON.stringify({ owner: received.owner, server: server.pid }));
  report({ started: server.pid });
}

function stop() {
  if (stopping) return;
  stopping = true;
  if (!order || !server || server.exitCode !== null) return ended('never started');
  server.kill(order.stopSignal);
  setTimeout(() => server?.kill('SIGKILL'), order.stopWithinMs);
}

/** @param {string} how */
function ended(how) {
  const log = order ? lastLines(order.logFile) : '';
  if (order) {
    rmSync(order.ownerFile, { force: true });
    for (const path of order.removeAfter)
      rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
  report({ ended: log ? `${how}\n${log}` : how }, () => process.exit(0));
}

/** @param {string} file */
function lastLines(file) {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
  } catch {
    return '';
  }
}

/**
 * @param {object} message
 * @param {() => void} [then]
 */
function report(message, then = () => undefined) {
  if (process.connected && process.send) process.send(message, undefined, undefined, then);
  else then();
}
