import { BackhaulError } from '@backhaul/contracts';
import { readConfigFile } from '../config/load-config.js';
import { bootService } from './boot-service.js';
import type { RunningService, ServiceDefinition } from './definition.js';

/** Said to a person on stderr and ended with code 1; everything else is a bug and keeps its stack. */
const explained = new Set([
  'CONFIG_INVALID',
  'DATABASE_UNREACHABLE',
  'DATABASE_NEWER',
  'PORT_IN_USE',
  'TOPIC_MISMATCH',
  'BUS_UNREACHABLE',
]);

/**
 * The whole main.ts of a service: reads the file that BACKHAUL_CONFIG names, starts, and stops on SIGTERM or SIGINT
 * within 10 s. Exit code 0 after a signal, 1 when it could not start or not stop in order.
 */
export async function runService<M extends object>(definition: ServiceDefinition<M>): Promise<void> {
  const file = process.env['BACKHAUL_CONFIG'] ?? 'backhaul.yaml';
  try {
    const running = await bootService(definition, { config: readConfigFile(file), source: file });
    stopOnSignal(running);
  } catch (error) {
    process.stderr.write(`${definition.name} cannot start. ${messageOf(error)}\n`);
    process.exitCode = 1;
    // Whatever a half-started library keeps open must not keep the process.
    setTimeout(() => process.exit(1), 1_000).unref();
  }
}

function stopOnSignal(running: RunningService): void {
  const stop = (): void => {
    setTimeout(() => process.exit(1), 9_500).unref();
    running.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function messageOf(error: unknown): string {
  if (error instanceof BackhaulError && explained.has(error.code)) return `${error.message} [${error.code}]`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
