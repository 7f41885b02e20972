import { execFileSync } from 'node:child_process';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import type { UsedServers } from '../harness/servers.js';
import { kafkaSettings, type KafkaSettings } from './kafka-settings.js';
import { postgresSettings, type PostgresSettings } from './postgres-settings.js';

/** What the numbers were measured on. Without it they say nothing. */
export interface Environment {
  /** ISO 8601. */
  readonly at: string;
  readonly commit: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  /** Absent when no benchmark of the run used it. */
  readonly postgres?: PostgresSettings;
  readonly kafka?: KafkaSettings;
}

export async function environmentOf({ postgres, kafka }: UsedServers): Promise<Environment> {
  const [cpu] = cpus();
  return {
    at: new Date().toISOString(),
    commit: commit(),
    cpu: cpu?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
    ...(postgres === null ? {} : { postgres: await postgresSettings(postgres) }),
    ...(kafka === null ? {} : { kafka: await kafkaSettings(kafka) }),
  };
}

/** Numbers of a changed tree belong to no commit: they say so. */
function commit(): string {
  try {
    const git = (...args: string[]): string =>
      execFileSync('git', args, {
        encoding: 'utf8',
        cwd: import.meta.dirname,
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    const changed = git('status', '--porcelain', '--untracked-files=no', ':/libs', ':/services') !== '';
    return `${git('rev-parse', '--short', 'HEAD')}${changed ? '-changed' : ''}`;
  } catch {
    return 'unknown';
  }
}
