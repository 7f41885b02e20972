import { createServer, connect } from 'node:net';

/**
 * A TCP port that nobody listens on at this moment on the loopback address.
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.unref();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = address && typeof address === 'object' ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
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
