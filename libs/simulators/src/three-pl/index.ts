import { startSimulator } from '../kernel/index.js';
import type { Simulator, SimulatorOptions } from '../kernel/index.js';
import { threePlDoor } from './door.js';
import type { ThreePlDoor } from './door.js';
import { mountThreePl } from './http/app.js';
import { emptyThreePlState } from './state.js';

export type { NewClient, ThreePlDoor } from './door.js';
export type { Arrival, BlindArrival } from './receipts/commands.js';
export type { ScriptedLine } from './receipts/lines.js';

/** Starts a 3PL warehouse for any number of clients, told apart by their key (contracts/rlm-and-3pl.md §4). */
export const startThreePlSimulator = (options: SimulatorOptions = {}): Promise<Simulator<ThreePlDoor>> =>
  startSimulator(
    {
      name: 'three-pl',
      initialState: emptyThreePlState,
      build: (kernel) => ({ door: threePlDoor(kernel), mount: (app) => mountThreePl(app, kernel) }),
    },
    options,
  );
