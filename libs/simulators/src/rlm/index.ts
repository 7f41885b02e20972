import { startSimulator } from '../kernel/index.js';
import type { Simulator, SimulatorOptions } from '../kernel/index.js';
import { rlmDoor } from './door.js';
import type { RlmDoor } from './door-types.js';
import { mountRlm } from './http/app.js';
import { emptyRlmState } from './state.js';

export type { NewRlmOrder } from './add-order.js';
export type { RlmDoor } from './door-types.js';
export type { NewCompany } from './masters/add-company.js';
export type { NewItem } from './masters/add-item.js';
export type { CompanySettings } from './state.js';

/** Starts an RLM for any number of companies, told apart by their key (contracts/rlm-and-3pl.md §1.4). */
export const startRlmSimulator = (options: SimulatorOptions = {}): Promise<Simulator<RlmDoor>> =>
  startSimulator(
    {
      name: 'rlm',
      initialState: emptyRlmState,
      build: (kernel) => ({ door: rlmDoor(kernel), mount: (app) => mountRlm(app, kernel) }),
    },
    options,
  );
