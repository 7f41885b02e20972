import { parseConfig } from '../config/load-config.js';
import { serviceConfigSchema } from '../config/service-config.js';
import { createLogger } from '../logging/logger.js';
import type { BootOptions, RunningService, ServiceDefinition } from './definition.js';
import { openParts } from './open-parts.js';
import { Stack } from './stack.js';
import { startService } from './start-service.js';

/**
 * Starts a service inside this process: configuration, database, bus, HTTP, consumers, relay, effects, sweeps.
 * @throws BackhaulError CONFIG_INVALID, DATABASE_UNREACHABLE, DATABASE_NEWER, PORT_IN_USE; nothing stays open then
 */
export async function bootService<M extends object>(
  definition: ServiceDefinition<M>,
  options: BootOptions,
): Promise<RunningService> {
  const { name, merchantSchema } = definition;
  const { source, env, logTo } = options;
  const config = parseConfig(serviceConfigSchema(name, merchantSchema), options.config, {
    ...(source === undefined ? {} : { source }),
    ...(env === undefined ? {} : { env }),
  });
  const { level } = config.log;
  const log = createLogger({ service: name, level, ...(logTo === undefined ? {} : { destination: logTo }) });
  const stack = new Stack(log);
  try {
    const parts = await openParts(definition, config, log, stack, options);
    return await startService(definition, parts, stack);
  } catch (error) {
    await stack.close();
    throw error;
  }
}
