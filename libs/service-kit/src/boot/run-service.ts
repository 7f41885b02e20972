import { BackhaulError } from '@backhaul/contracts';
import { collectDefaultMetrics } from 'prom-client';
import { readConfigFile } from '../config/load-config.js';
import { Metrics } from '../health/metrics.js';
import { bootService } from './boot-service.js';
import type { RunningService, ServiceDefinition } from './definition.js';

/** Said to a person on stderr and ended with code 1; everything else is a bug and keeps its stack. */
const explained = new Set([
  'CONFIG_INVALID',
  'DATABASE_UNREACHABLE',
  'DATABASE_NEWER',
  'PROJECTION_NEWER',
  'PORT_IN_USE',
  'TOPIC_MISMATCH',
  'BUS_UNREACHABLE',
]);

/** How often the lag of the event loop is sampled. The default of 10 ms wakes an idle process a hundred times a second. */
const LAG_EVERY_MS = 100;

/** The process that a service runs in. */
export type Host = Pick<NodeJS.Process, 'env' | 'stderr' | 'once' | 'exit'>;

/** Under the 10 s after which an orchestrator kills; `stop` itself takes at most 8. */
const EXIT_WITHIN_MS = 9_500;

/**
 * The whole main.ts of a service: reads the file that BACKHAUL_CONFIG names, starts, and stops on SIGTERM or SIGINT
 * within 10 s. Exit code 0 after a signal, 1 when it could not start or not stop in order.
 */
export async function runService<M extends object>(
  definition: ServiceDefinition<M>,
  host: Host = process,
): Promise<RunningService | undefined> {
  const file = host.env['BACKHAUL_CONFIG'] ?? 'backhaul.yaml';
  try {
    const running = await bootService(definition, { config: readConfigFile(file), source: file, env: host.env });
    const { registry: register } = running.app.get(Metrics);
    collectDefaultMetrics({ register, eventLoopMonitoringPrecision: LAG_EVERY_MS });
    stopOnSignal(running, host);
    return running;
  } catch (error) {
    host.stderr.write(`${definition.name} cannot start. ${messageOf(error)}\n`);
    host.exit(1);
    return undefined;
  }
}

function stopOnSignal(running: RunningService, host: Host): void {
  const stop = (): void => {
    setTimeout(() => host.exit(1), EXIT_WITHIN_MS).unref();
    running.stop().then(
      () => host.exit(0),
      () => host.exit(1),
    );
  };
  host.once('SIGTERM', stop);
  host.once('SIGINT', stop);
}

function messageOf(error: unknown): string {
  if (error instanceof BackhaulError && explained.has(error.code)) return `${error.message} [${error.code}]`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
