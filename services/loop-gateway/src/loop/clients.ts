import { Logger, Merchants } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import type { MerchantSections } from '../config.js';
import { loopClient } from './client.js';
import type { LoopPort } from './port.js';

/** One client per merchant, so that each keeps to its own key's limit. */
@Injectable()
export class LoopClients {
  readonly #byMerchant: ReadonlyMap<string, LoopPort>;

  constructor(merchants: Merchants<MerchantSections>, log: Logger) {
    this.#byMerchant = new Map(
      merchants.having('loop').map((merchant) => [merchant.id, loopClient(merchant.loop, log)]),
    );
  }

  /** @throws when the merchant has no Loop section: a call for it cannot have been planned */
  of(merchantId: string): LoopPort {
    const client = this.#byMerchant.get(merchantId);
    if (client === undefined) throw new Error(`merchant ${merchantId} has no loop section in the configuration`);
    return client;
  }
}
