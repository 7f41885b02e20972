import { Merchants, type SweepDefinition } from '@backhaul/service-kit';
import type { INestApplicationContext } from '@nestjs/common';
import { ErpAdapter } from './adapter.js';
import { MappedReturns } from './mappings/mapped-returns.js';
import { Mappings } from './mappings/mappings.js';
import { MappingsController } from './mappings/mappings.controller.js';
import { Stores } from './stores.js';
import { Background } from './work-off/background.js';

/** What commits are followed up by at once; the sweep is for what that missed. */
const EVERY_MS = 60_000;

/** The API that every ERP has: add them to the adapter's module. */
export const erpControllers = [MappingsController];

/** Add them to the adapter's module, beside `{ provide: ErpAdapter, useClass: … }`. */
export const erpProviders = [Background, Stores, Mappings, MappedReturns];

/** Add them to the adapter's sweeps. */
export function erpSweeps(app: INestApplicationContext): SweepDefinition[] {
  const adapter = app.get(ErpAdapter);
  const merchants = app
    .get(Merchants)
    .all()
    .flatMap(({ id }) => (adapter.storeOf(id) === undefined ? [] : [id]));
  const mapped = app.get(MappedReturns);
  return [{ name: 'mapped-returns', everyMs: EVERY_MS, merchants, run: async (run) => (await mapped.run(run), null) }];
}
