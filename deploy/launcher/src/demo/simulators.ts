import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  startAims360Simulator,
  startLoopSimulator,
  startRlmSimulator,
  startShopifySimulator,
  startThreePlSimulator,
  type SimulatorOptions,
} from '@backhaul/simulators';
import type { SimulatorName } from '../ports.js';

/** The five systems around Backhaul, simulated over real HTTP. */
export type Simulators = Awaited<ReturnType<typeof startSimulators>>;

export interface SimulatorPlaces {
  /** Folder for their state, so that a day survives a kill; without it they forget. */
  readonly stateDir?: string;
  /** Port of each; 0 for any free one. */
  readonly portOf: (name: SimulatorName) => number;
}

/** Starts all five; Loop acts on Shopify, and AIMS360 reads its orders, as they do in reality. */
export async function startSimulators({ stateDir, portOf }: SimulatorPlaces) {
  if (stateDir !== undefined) mkdirSync(stateDir, { recursive: true });
  const place = (name: SimulatorName): SimulatorOptions => ({
    port: portOf(name),
    ...(stateDir === undefined ? {} : { stateFile: join(stateDir, `${name}.json`) }),
  });
  const shopify = await startShopifySimulator(place('shopify'));
  const loop = await startLoopSimulator({ ...place('loop'), shopifyUrl: shopify.url });
  const aims360 = await startAims360Simulator({ ...place('aims360'), shopifyUrl: shopify.url });
  const rlm = await startRlmSimulator(place('rlm'));
  const threePl = await startThreePlSimulator(place('3pl'));
  const close = async (): Promise<void> => {
    await Promise.all([loop, shopify, aims360, rlm, threePl].map((simulator) => simulator.close()));
  };
  return { loop, shopify, aims360, rlm, threePl, close };
}
