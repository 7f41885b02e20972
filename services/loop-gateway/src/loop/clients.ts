import { CLOCK, Logger, Merchants, Metrics } from '@backhaul/service-kit';
import type { Clock } from '@backhaul/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { MerchantSections } from '../config.js';
import { loopClient } from './client.js';
import type { LoopPort } from './port.js';

/** One client per merchant, so that each keeps to its own key's limit. */
@Injectable()
export class LoopClients {
  readonly #byMerchant: ReadonlyMap<string, LoopPort>;

  constructor(merchants: Merchants<MerchantSections>, log: Logger, metrics: Metrics, @Inject(CLOCK) clock: Clock) {
    const observed = { log, metrics: metrics.vendor, clock };
    this.#byMerchant = new Map(merchants.having('loop').map(({ id, loop }) => [id, loopClient(loop, observed)]));
  }

  /** @throws when the merchant has no Loop section: a call for it cannot have been planned */
  of(merchantId: string): LoopPort {
    const client = this.#byMerchant.get(merchantId);
    if (client === undefined) throw new Error(`merchant ${merchantId} has no loop section in the configuration`);
    return client;
  }
}
