import { startSimulator } from '../kernel/index.js';
import type { Simulator, SimulatorOptions } from '../kernel/index.js';
import { aims360Door } from './door.js';
import type { Aims360Door } from './door-types.js';
import { mountAims360 } from './http/app.js';
import { emptyAimsState } from './state.js';

export type { NewTenant } from './add-tenant.js';
export type { Aims360Door, OperatorDebit, OperatorReceipt, TenantMasters } from './door-types.js';
export type { NewOrder } from './masters/add-order.js';
export type { NewStyleColor } from './masters/add-style-color.js';
export type { TenantSettings } from './state.js';

/** Starts an AIMS360 for any number of merchants, told apart by their API client (contracts/aims360.md). */
export const startAims360Simulator = (options: SimulatorOptions = {}): Promise<Simulator<Aims360Door>> =>
  startSimulator(
    {
      name: 'aims360',
      initialState: () => emptyAimsState(options.seed ?? 1),
      build: (kernel) => ({ door: aims360Door(kernel), mount: (app) => mountAims360(app, kernel) }),
    },
    options,
  );
