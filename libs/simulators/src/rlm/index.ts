import type { Express } from 'express';
import { startSimulator } from '../kernel/index.js';
import type { Kernel, Simulator, SimulatorOptions } from '../kernel/index.js';
import { rlmDoor } from './door.js';
import type { RlmDoor } from './door-types.js';
import { mountRlm } from './http/app.js';
import { mountSoap } from './soap/app.js';
import { emptyRlmState } from './state.js';
import type { RlmState } from './state.js';

export type { NewRlmOrder } from './add-order.js';
export type { RlmDoor } from './door-types.js';
export type { NewCompany } from './masters/add-company.js';
export type { NewItem } from './masters/add-item.js';
export type { CompanySettings } from './state.js';

/** The legacy services stand beside the REST paths, on the same documents. */
const mountBoth = (app: Express, kernel: Kernel<RlmState>): void => {
  mountSoap(app, kernel);
  mountRlm(app, kernel);
};

/** Starts an RLM for any number of companies, told apart by their key (contracts/rlm-and-3pl.md §1.2, §1.4). */
export const startRlmSimulator = (options: SimulatorOptions = {}): Promise<Simulator<RlmDoor>> =>
  startSimulator(
    {
      name: 'rlm',
      initialState: emptyRlmState,
      build: (kernel) => ({ door: rlmDoor(kernel), mount: (app) => mountBoth(app, kernel) }),
    },
    options,
  );
