import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

const hasCurl = spawnSync('curl', ['--version']).status === 0;

/** Runs a printed curl line as a person would who pastes it, and reads the JSON it answers. */
export async function paste(line: string): Promise<unknown> {
  if (hasCurl) return JSON.parse((await promisify(execFile)('sh', ['-c', line])).stdout) as unknown;
  // A machine without curl: the same request.
  const [, header = '', url = ''] = /-H 'Authorization: ([^']+)' '([^']+)'$/.exec(line) ?? [];
  return (await fetch(url, { headers: { authorization: header } })).json();
}
