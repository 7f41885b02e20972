import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { serviceNames, type ServiceName } from '@backhaul/contracts';
import type { ConfigFile } from '@backhaul/service-kit';
import { waitFor } from '@backhaul/testkit';

/** The five services, each a process of its own, as in production; they may be killed and started again. */
export interface Processes {
  /** `kill -9`: nothing is drained, nothing is said goodbye to. */
  kill(name: ServiceName): Promise<void>;
  /** SIGTERM, as an orchestrator sends it. Resolves when the process has ended. */
  stop(name: ServiceName): Promise<{ code: number | null; ms: number }>;
  start(name: ServiceName): void;
  ready(name: ServiceName): Promise<unknown>;
  /** Number of the running process, for what the operating system says of it. */
  pid(name: ServiceName): number;
  /** What a service printed, for a failing test. */
  output(name: ServiceName): string;
  close(): Promise<void>;
}

export interface ProcessOptions {
  /** Where what they print is kept besides, a file per service. */
  readonly logDir?: string;
  /** Told of a process that ended although nobody had killed it. */
  readonly onEnded?: (name: ServiceName, how: string) => void;
}

/** Starts the built services (`dist/main.js`) on this configuration and waits until all are ready. */
export async function startProcesses(
  config: ConfigFile,
  urlOf: (service: ServiceName) => string,
  { logDir, onEnded }: ProcessOptions = {},
): Promise<Processes> {
  const dir = mkdtempSync(join(tmpdir(), 'backhaul-e2e-'));
  const file = join(dir, 'backhaul.json');
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
  if (logDir !== undefined) mkdirSync(logDir, { recursive: true });
  const running = new Map<ServiceName, ChildProcess>();
  const printed = new Map<ServiceName, string>();

  const start = (name: ServiceName): void => {
    const main = resolve('services', name, 'dist/main.js');
    const child = spawn(process.execPath, [main], { env: { ...process.env, NODE_OPTIONS: '', BACKHAUL_CONFIG: file } });
    const log = logDir === undefined ? null : createWriteStream(join(logDir, `${name}.log`), { flags: 'a' });
    const keep = (chunk: Buffer): void => {
      printed.set(name, `${printed.get(name) ?? ''}${chunk.toString()}`.slice(-20_000));
      log?.write(chunk);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('close', (code, signal) => {
      log?.end();
      if (!child.killed) onEnded?.(name, signal ?? `exit code ${code}`);
    });
    running.set(name, child);
  };
  const kill = async (name: ServiceName): Promise<void> => {
    const child = running.get(name);
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
  };
  const stop = async (name: ServiceName): Promise<{ code: number | null; ms: number }> => {
    const child = running.get(name);
    if (child === undefined) throw new Error(`${name} does not run`);
    const started = performance.now();
    const ended = new Promise<number | null>((done) => child.once('exit', done));
    child.kill('SIGTERM');
    return { code: await ended, ms: performance.now() - started };
  };
  const output = (name: ServiceName): string => printed.get(name) ?? '';
  const ready = (name: ServiceName): Promise<unknown> =>
    waitFor(
      `${name} to be ready`,
      async () => {
        const answer = await fetch(`${urlOf(name)}/health/ready`).catch(() => undefined);
        if (answer?.ok === true) return true;
        throw new Error(output(name).slice(-1_000));
      },
      { timeoutMs: 60_000, everyMs: 100 },
    );

  // Whatever ends this process, they must not go on without it.
  const killAll = (): void => running.forEach((child) => void child.kill('SIGKILL'));
  process.once('exit', killAll);
  for (const name of serviceNames) start(name);
  await Promise.all(serviceNames.map(ready));
  return {
    kill,
    stop,
    start,
    ready,
    pid: (name) => running.get(name)?.pid ?? Number.NaN,
    output,
    async close() {
      await Promise.all(serviceNames.map(kill));
      process.off('exit', killAll);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
