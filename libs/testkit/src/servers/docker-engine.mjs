import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Whether a Docker engine answers. The `docker` command proves nothing: a client without an engine is common on build machines.
 * @returns {Promise<boolean>}
 */
export async function dockerAnswers() {
  for (const target of engines()) if (await ping(target)) return true;
  return false;
}

/** @returns {import('node:http').RequestOptions[]} */
function engines() {
  const host = process.env['DOCKER_HOST'];
  if (host?.startsWith('unix://')) return [{ socketPath: host.slice('unix://'.length) }];
  // TLS is left to testcontainers: such an engine is given as an address on purpose.
  if (host?.startsWith('tcp://')) return [{ host: new URL(host).hostname, port: new URL(host).port || 2375 }];
  const sockets = ['/var/run/docker.sock', join(homedir(), '.docker', 'run', 'docker.sock')];
  if (process.env['XDG_RUNTIME_DIR']) sockets.push(join(process.env['XDG_RUNTIME_DIR'], 'docker.sock'));
  return sockets.filter((path) => existsSync(path)).map((socketPath) => ({ socketPath }));
}

/**
 * @param {import('node:http').RequestOptions} target
 * @returns {Promise<boolean>}
 */
function ping(target) {
  return new Promise((resolve) => {
    const asked = request({ ...target, path: '/_ping', timeout: 2000 }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asked.once('timeout', () => asked.destroy());
    asked.once('error', () => resolve(false));
    asked.end();
  });
}
