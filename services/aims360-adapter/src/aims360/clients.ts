import type { Clock } from '@backhaul/contracts';
import { CLOCK, Logger, Merchants, Metrics } from '@backhaul/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { MerchantSections } from '../config.js';
import { aims360Client } from './client.js';
import type { Aims360Port } from './port.js';

/** One client per merchant: its own token, its own budget of calls. */
@Injectable()
export class Aims360Clients {
  readonly #byMerchant: ReadonlyMap<string, Aims360Port>;

  constructor(merchants: Merchants<MerchantSections>, log: Logger, metrics: Metrics, @Inject(CLOCK) clock: Clock) {
    const observed = { log, metrics: metrics.vendor, clock };
    const ours = merchants.having('aims360');
    this.#byMerchant = new Map(
      ours.map(({ id, aims360, timeZone }) => [id, aims360Client(aims360, timeZone, observed)]),
    );
  }

  /** @throws when the merchant has no AIMS360 section: a call for it cannot have been planned */
  of(merchantId: string): Aims360Port {
    const client = this.#byMerchant.get(merchantId);
    if (client === undefined) throw new Error(`merchant ${merchantId} has no aims360 section in the configuration`);
    return client;
  }
}
