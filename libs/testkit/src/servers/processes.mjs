import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';

/**
 * Whether a process of that id exists (a zombie counts as gone).
 * @param {number} pid
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
  return !commandOf(pid).startsWith('Z');
}

/**
 * `ps` line of a process: its state and its command. Empty when there is none.
 * @param {number} pid
 */
export function commandOf(pid) {
  try {
    return execFileSync('ps', ['-o', 'stat=,args=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return procCommandOf(pid);
  }
}

/**
 * Small container images come without `ps`.
 * @param {number} pid
 */
function procCommandOf(pid) {
  try {
    return `? ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()}`;
  } catch {
    return '';
  }
}

/**
 * Polls until the condition holds.
 * @param {() => boolean | Promise<boolean>} condition
 * @param {number} timeoutMs
 * @returns {Promise<boolean>} false when time is up
 */
export async function until(condition, timeoutMs) {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

/**
 * Makes a data directory free for a new server. A server whose owner was killed with -9 and whose keeper was killed too is
 * stopped here; one whose owner is alive belongs to somebody, and that is an error for people to solve.
 * @param {{ what: string, dir: string, ownerFile: string, signal: NodeJS.Signals }} o
 */
export async function takeOver(o) {
  const left = readOwner(o.ownerFile);
  if (!left || !isAlive(left.server) || !commandOf(left.server).includes(o.dir)) return;
  // A keeper that just lost its parent is already stopping the server.
  const freed = await until(() => !isAlive(left.server), isAlive(left.owner) ? 0 : 3000);
  if (freed) return;
  if (isAlive(left.owner)) throw new Error(inUse(o.what, o.dir, left.owner));
  process.kill(left.server, o.signal);
  if (await until(() => !isAlive(left.server), 8000)) return rmSync(o.ownerFile, { force: true });
  process.kill(left.server, 'SIGKILL');
  await until(() => !isAlive(left.server), 2000);
}

/**
 * @param {string} what
 * @param {string} dir
 * @param {number} pid
 */
export function inUse(what, dir, pid) {
  return `${what} in ${dir} is in use by process ${pid}: Backhaul already runs there. Stop that process, or use another folder.`;
}

/**
 * @param {string} file
 * @returns {{ owner: number, server: number } | undefined}
 */
function readOwner(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
