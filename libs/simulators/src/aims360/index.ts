import { startSimulator } from '../kernel/index.js';
import type { Simulator, SimulatorOptions } from '../kernel/index.js';
import { completeState } from './complete-state.js';
import { aims360Door } from './door.js';
import type { Aims360Door } from './door-types.js';
import { mountAims360 } from './http/app.js';
import { runJobs } from './jobs/jobs.js';
import { runLoopLink } from './loop-link/link.js';
import { readShopifyOnTime, shopifyReader } from './shopify-reader.js';
import { emptyAimsState } from './state.js';

export type { NewTenant } from './add-tenant.js';
export type {
  Aims360Door,
  OperatorApplication,
  OperatorDebit,
  OperatorReceipt,
  OperatorShipment,
  TenantMasters,
} from './door-types.js';
export type { LoopLinkSettings } from './loop-link/entities.js';
export type { NewOrder } from './masters/add-order.js';
export type { NewStyleColor } from './masters/add-style-color.js';
export type { ManyDocuments } from './seed-many.js';
export type { TenantSettings } from './settings.js';
export type { NewWebOrder, NewWebOrderLine } from './web-orders/stage.js';

export interface Aims360SimulatorOptions extends SimulatorOptions {
  /** The paired Shopify simulator, from which orders are imported. */
  shopifyUrl?: string;
}

/** Starts an AIMS360 for any number of merchants, told apart by their API client (contracts/aims360.md). */
export const startAims360Simulator = (options: Aims360SimulatorOptions = {}): Promise<Simulator<Aims360Door>> =>
  startSimulator(
    {
      name: 'aims360',
      initialState: () => emptyAimsState(options.seed ?? 1),
      build: (kernel) => {
        completeState(kernel.state);
        const read = shopifyReader(kernel, options.shopifyUrl);
        runJobs(kernel);
        runLoopLink(kernel);
        readShopifyOnTime(kernel, read);
        return { door: aims360Door(kernel, read), mount: (app) => mountAims360(app, kernel) };
      },
    },
    options,
  );
