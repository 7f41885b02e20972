import { randomInt } from 'node:crypto';
import { createServer, connect } from 'node:net';

/** Below the ports that systems hand out for `listen(0)` and for outgoing connections, so that none of these takes it. */
const FROM = 15_000;
const TO = 32_000;
const ATTEMPTS = 200;

/**
 * A TCP port on the loopback address that nobody listens on at this moment, and that nobody is given by chance.
 * @returns {Promise<number>}
 */
export async function freePort() {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const port = randomInt(FROM, TO);
    if (await portIsFree(port)) return port;
  }
  throw new Error(`No free port was found between ${FROM} and ${TO} on 127.0.0.1.`);
}

/**
 * Uses the wanted port, or picks a free one. Asking first gives a message about the port instead of a log of the server's.
 * @param {string} what for the message
 * @param {number | undefined} wanted
 * @returns {Promise<number>}
 */
export async function choosePort(what, wanted) {
  if (wanted === undefined) return freePort();
  if (await portIsFree(wanted)) return wanted;
  throw new Error(`Port ${wanted} for ${what} is taken by another process. Stop that process, or choose another port.`);
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function portIsFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/**
 * Whether something accepts connections there.
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<boolean>}
 */
export function accepts(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 1000 });
    /** @param {boolean} yes */
    const answer = (yes) => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', () => answer(true));
    socket.once('timeout', () => answer(false));
    socket.once('error', () => answer(false));
  });
}
