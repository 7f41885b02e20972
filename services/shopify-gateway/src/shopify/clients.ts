import { BackhaulError, type Clock } from '@backhaul/contracts';
import { CLOCK, Logger, Merchants, Metrics } from '@backhaul/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { MerchantSections } from '../config.js';
import { shopifyClient } from './client.js';
import type { ShopifyPort } from './port.js';

/** One client per merchant, each with its own token. */
@Injectable()
export class ShopifyClients {
  readonly #byMerchant: ReadonlyMap<string, ShopifyPort>;
  readonly #byShop: ReadonlyMap<string, string>;

  constructor(merchants: Merchants<MerchantSections>, log: Logger, metrics: Metrics, @Inject(CLOCK) clock: Clock) {
    const shops = merchants.having('shopify');
    this.#byMerchant = new Map(
      shops.map(({ id, shopify }) => [
        id,
        shopifyClient(shopify, { clock, log: log.child({ merchantId: id }), metrics: metrics.vendor }),
      ]),
    );
    this.#byShop = new Map(shops.map(({ id, shopify }) => [shopify.shop, id]));
    if (this.#byShop.size < shops.length) {
      throw new BackhaulError(
        'CONFIG_INVALID',
        'Two merchants have the same shop: its webhooks could belong to either',
      );
    }
  }

  /** @throws when the merchant has no Shopify section: a call for it cannot have been planned */
  of(merchantId: string): ShopifyPort {
    const client = this.#byMerchant.get(merchantId);
    if (client === undefined) throw new Error(`merchant ${merchantId} has no shopify section in the configuration`);
    return client;
  }

  /** Whose shop this is; undefined when it is nobody's. */
  merchantOf(shop: string | undefined): string | undefined {
    return shop === undefined ? undefined : this.#byShop.get(shop.trim().toLowerCase());
  }
}
