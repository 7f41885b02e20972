import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Starts a server from a process of its own, which a test may kill. */
export async function ownerOf(
  start: { module: string; name: string },
  options: object,
): Promise<{ process: ChildProcess; answer: { url: string; brokers: string[] } }> {
  const script = fileURLToPath(new URL('./hold-server.mjs', import.meta.url));
  const owner = spawn(process.execPath, [script, start.module, start.name, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const line = await Promise.race([once(owner.stdout, 'data'), once(owner, 'exit')]);
  if (owner.exitCode !== null) throw new Error(`the owner of the server ended with ${owner.exitCode}`);
  return { process: owner, answer: JSON.parse(String(line[0])) as { url: string; brokers: string[] } };
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Ids of the processes whose command line has the given text. */
export function processesWith(text: string): number[] {
  return processes().flatMap(({ pid, command }) => (command.includes(text) ? [pid] : []));
}

export function parentOf(pid: number): number {
  const parent = processes().find((process) => process.pid === pid)?.parent;
  if (parent === undefined) throw new Error(`no process ${pid}`);
  return parent;
}

function processes(): Process[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args=', '-ww'], { encoding: 'utf8' }).split('\n');
  return lines.map((line) => {
    const [pid, parent, ...command] = line.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), command: command.join(' ') };
  });
}

/** A new folder that the postgres user may walk through when the tests run as root. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'backhaul-test-'));
  chmodSync(path, 0o711);
  return path;
}
