import type { Clock } from '@backhaul/contracts';
import { CLOCK, Logger, Merchants, Metrics } from '@backhaul/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { MerchantSections } from './config.js';
import { RlmClient } from './rlm/rest/client.js';
import type { RlmPort } from './rlm/port.js';
import { ThreePlClient } from './three-pl/rest/client.js';
import type { ThreePlPort } from './three-pl/port.js';

/** The two systems of each merchant, each with its own key and budget of calls. */
@Injectable()
export class Clients {
  readonly #rlm: ReadonlyMap<string, RlmPort>;
  readonly #threePl: ReadonlyMap<string, ThreePlPort>;

  constructor(merchants: Merchants<MerchantSections>, log: Logger, metrics: Metrics, @Inject(CLOCK) clock: Clock) {
    const observed = { log, metrics: metrics.vendor, clock };
    this.#rlm = new Map(merchants.having('rlm').map(({ id, rlm }) => [id, new RlmClient(rlm, observed)]));
    this.#threePl = new Map(
      merchants.having('threepl').map(({ id, threepl }) => [id, new ThreePlClient(threepl, observed)]),
    );
  }

  rlm(merchantId: string): RlmPort {
    return required(this.#rlm.get(merchantId), merchantId, 'rlm');
  }

  threePl(merchantId: string): ThreePlPort {
    return required(this.#threePl.get(merchantId), merchantId, 'threepl');
  }
}

/** A call for a merchant without the section cannot have been planned. */
function required<T>(client: T | undefined, merchantId: string, section: string): T {
  if (client === undefined) throw new Error(`merchant ${merchantId} has no ${section} section in the configuration`);
  return client;
}
