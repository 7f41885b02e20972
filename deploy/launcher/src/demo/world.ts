import type { ServiceName } from '@backhaul/contracts';
import type { ConfigFile } from '@backhaul/service-kit';
import type { LoopShopRequest } from '@backhaul/simulators';
import { northfoldMerchant, openNorthfold, stockNorthfold } from './northfold.js';
import { oakLinenMerchant, openOakLinen, stockOakLinen } from './oak-linen.js';
import { startSimulators, type SimulatorPlaces, type Simulators } from './simulators.js';

export interface WorldOptions {
  /** A secret by its name, the same on every run. */
  readonly secretOf: (name: string) => string;
  /** Where a service takes its webhooks. */
  readonly webhookUrl: (service: ServiceName, path: string) => string;
  readonly intervals: {
    readonly sweepSeconds: number;
    readonly pollSeconds: number;
    readonly processGraceSeconds: number;
  };
  /** Vendors that take more than they do by default: calls per minute, and the processing of flagged returns. */
  readonly lenient?: { readonly callsPerMinute: number };
  /** What Northfold has set in Loop: how exchanges are made, a fee, store credit. */
  readonly northfoldLoop?: Partial<LoopShopRequest>;
  /** The same for Oak & Linen. */
  readonly oakLinenLoop?: Partial<LoopShopRequest>;
}

/** The systems around Backhaul with two merchants in them, and what Backhaul has to know to reach them. */
export interface World {
  readonly simulators: Simulators;
  readonly merchants: ConfigFile['merchants'];
  close(): Promise<void>;
}

/** Starts the simulators and opens both merchants; what is there already stays as it is. */
export async function openWorld(places: SimulatorPlaces, options: WorldOptions): Promise<World> {
  const simulators = await startSimulators(places);
  openNorthfold(simulators, options);
  openOakLinen(simulators, options);
  stockNorthfold(simulators);
  stockOakLinen(simulators);
  const merchants = [northfoldMerchant(simulators, options), oakLinenMerchant(simulators, options)];
  return { simulators, merchants, close: () => simulators.close() };
}
