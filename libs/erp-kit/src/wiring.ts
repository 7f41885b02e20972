import { Merchants, type SweepDefinition } from '@backhaul/service-kit';
import type { INestApplicationContext } from '@nestjs/common';
import { ErpAdapter } from './adapter.js';
import { Backfills } from './backfill/backfills.js';
import { BackfillsController } from './backfill/backfills.controller.js';
import { KnownReturns } from './backfill/known-returns.js';
import { MappedReturns } from './mappings/mapped-returns.js';
import { Mappings } from './mappings/mappings.js';
import { MappingsController } from './mappings/mappings.controller.js';
import { ShadowController } from './shadow/shadow.controller.js';
import { ObservedStops } from './stops/observed-stops.js';
import { ReleasedCalls } from './stops/released-calls.js';
import { Stops } from './stops/stops.js';
import { StoresController } from './stops/stores.controller.js';
import { Stores } from './stores.js';
import { Background } from './work-off/background.js';

/** What commits are followed up by at once; the sweep is for what that missed. */
const EVERY_MS = 60_000;

/** The API that every ERP has: add them to the adapter's module. */
export const erpControllers = [MappingsController, StoresController, BackfillsController, ShadowController];

/** The stop alone, for a service that has no ERP. */
export const stopProviders = [Background, Stops, ObservedStops, ReleasedCalls];

/** Add them to the adapter's module, beside `{ provide: ErpAdapter, useClass: … }`. */
export const erpProviders = [...stopProviders, ...[Stores, Mappings, MappedReturns, KnownReturns, Backfills]];

/** Add them to the adapter's sweeps. */
export function erpSweeps(app: INestApplicationContext): SweepDefinition[] {
  const adapter = app.get(ErpAdapter);
  const merchants = app
    .get(Merchants)
    .all()
    .flatMap(({ id }) => (adapter.storeOf(id) === undefined ? [] : [id]));
  const sweep = (name: string, work: MappedReturns | Backfills): SweepDefinition => ({
    name,
    everyMs: EVERY_MS,
    merchants,
    async run(run) {
      await work.run(run);
      return null;
    },
  });
  return [sweep('mapped-returns', app.get(MappedReturns)), sweep('backfills', app.get(Backfills))];
}
