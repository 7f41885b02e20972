import { topicOf } from '@backhaul/contracts';
import { EffectRunner } from '@backhaul/effects';
import { IntakeWorker, OutboxRelay } from '@backhaul/messaging';
import type { INestApplicationContext } from '@nestjs/common';
import { Sweep } from '../sweep/sweep.js';
import type { ServiceDefinition } from './definition.js';
import type { KitParts } from './kit-module.js';
import type { Stack } from './stack.js';
import { tracedEffect } from './traced-effect.js';

/** Leaves time for the rest of the shutdown, which is over in 10 s. */
const EFFECTS_DRAIN_MS = 4_000;

/** A planned call that the vendor has not taken for this long is told as an alarm: revoked credentials look like that. */
const OLD_CALL_MS = 60 * 60_000;

/** Starts what works in the background; each is stopped before the database and the bus are closed. */
export function startWorkers<M extends object>(
  definition: ServiceDefinition<M>,
  app: INestApplicationContext,
  parts: KitParts,
  stack: Stack,
): Sweep[] {
  const { name } = definition;
  const { pool, bus, log, nudge } = parts;
  const leaseMs = parts.config.takeOverSeconds * 1000;
  const run = (part: string, worker: { start(): void; stop(): Promise<void>; wake(): void }): void => {
    stack.addBeside(part, () => worker.stop());
    nudge.add(worker);
    worker.start();
  };
  run('relay', new OutboxRelay({ pool, bus, log, service: name, topic: topicOf(name), sessionMs: leaseMs }));
  const handlers = (definition.effects?.(app) ?? []).map((handler) => tracedEffect(handler, nudge.soon));
  if (handlers.length > 0)
    run(
      'effects',
      new EffectRunner({
        pool,
        handlers,
        log,
        drainMs: EFFECTS_DRAIN_MS,
        leaseMs,
        maxCallAgeMs: OLD_CALL_MS,
      }),
    );
  const handle = definition.intake?.(app);
  if (handle !== undefined) run('intake', new IntakeWorker({ pool, log, handle, leaseMs }));
  return startSweeps(definition.sweeps?.(app) ?? [], parts, stack);
}

function startSweeps(
  definitions: ReturnType<NonNullable<ServiceDefinition['sweeps']>>,
  { pool, locks, log, clock, readiness, metrics }: KitParts,
  stack: Stack,
): Sweep[] {
  const sweeps = definitions.map((one) => new Sweep({ definition: one, pool, locks, log, clock }));
  for (const sweep of sweeps) {
    stack.addBeside(`sweep ${sweep.name}`, () => sweep.stop());
    sweep.start();
  }
  const statuses = () => sweeps.flatMap((sweep) => sweep.status());
  metrics.watchSweeps(statuses);
  // A failing vendor is told, but takes no service out of rotation: its other merchants and its API go on.
  readiness.add({
    name: 'sweeps',
    check: () => {
      const failing = statuses().filter(({ failures }) => failures > 0);
      return Promise.resolve(failing.length === 0 ? undefined : `${failing.length} of ${statuses().length} failing`);
    },
  });
  return sweeps;
}
