import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { serviceNames, type ServiceName } from '@backhaul/contracts';
import type { ConfigFile } from '@backhaul/service-kit';
import { waitFor } from '@backhaul/testkit';

/** The five services, each a process of its own, as in production; they may be killed and started again. */
export interface Processes {
  /** `kill -9`: nothing is drained, nothing is said goodbye to. */
  kill(name: ServiceName): Promise<void>;
  start(name: ServiceName): void;
  ready(name: ServiceName): Promise<unknown>;
  /** What a service printed, for a failing test. */
  output(name: ServiceName): string;
  close(): Promise<void>;
}

/** Starts the built services (`dist/main.js`) on this configuration and waits until all are ready. */
export async function startProcesses(config: ConfigFile, urlOf: (service: ServiceName) => string): Promise<Processes> {
  const dir = mkdtempSync(join(tmpdir(), 'backhaul-e2e-'));
  const file = join(dir, 'backhaul.json');
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
  const running = new Map<ServiceName, ChildProcess>();
  const printed = new Map<ServiceName, string>();

  const start = (name: ServiceName): void => {
    const main = resolve('services', name, 'dist/main.js');
    const child = spawn(process.execPath, [main], { env: { ...process.env, NODE_OPTIONS: '', BACKHAUL_CONFIG: file } });
    const keep = (chunk: Buffer): void =>
      void printed.set(name, `${printed.get(name) ?? ''}${chunk.toString()}`.slice(-20_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    running.set(name, child);
  };
  const kill = async (name: ServiceName): Promise<void> => {
    const child = running.get(name);
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
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

  for (const name of serviceNames) start(name);
  await Promise.all(serviceNames.map(ready));
  return {
    kill,
    start,
    ready,
    output,
    async close() {
      await Promise.all(serviceNames.map(kill));
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
