import { BackhaulError } from '@backhaul/contracts';
import type { RunningService, ServiceDefinition } from './definition.js';
import { connectConsumer } from './consumer.js';
import { SetupChecks } from '../checks/setup-checks.js';
import { closeApp, createApp } from './create-app.js';
import type { KitParts } from './kit-module.js';
import { listen } from './listen.js';
import { observeService } from './observe.js';
import type { Stack } from './stack.js';
import { startWorkers } from './workers.js';

/** Starts what works: HTTP first, so that a taken port is found before anything is consumed. */
export async function startService<M extends object>(
  definition: ServiceDefinition<M>,
  parts: KitParts,
  stack: Stack,
): Promise<RunningService> {
  const { name } = definition;
  const app = await createApp(name, definition.module, parts);
  stack.add('http and consumer', () => closeApp(app));
  const consumer = connectConsumer(definition, app, parts);
  observeService(name, parts, consumer);
  if (definition.checks !== undefined) app.get(SetupChecks).from(definition.checks(app));
  const url = await listen(app, name, parts.config.service.http);
  const sweeps = startWorkers(definition, app, parts, stack);
  let consuming = false;
  if (consumer !== undefined) parts.readiness.add({ name: 'consumer', check: () => assertStarted(consuming) });
  await app.startAllMicroservices();
  consuming = true;
  parts.log.info({ url }, `${name} is ready`);
  return {
    name,
    url,
    app,
    wake: (wanted) => {
      for (const sweep of sweeps) if (wanted === undefined || sweep.name === wanted) sweep.wake();
    },
    stop: () => stack.close(),
  };
}

/** Until it has joined its group, the service answers but does not follow what the others say. */
async function assertStarted(consuming: boolean): Promise<void> {
  if (!consuming) throw new BackhaulError('CONSUMER_STARTING', 'the consumer has not joined its group yet');
}
