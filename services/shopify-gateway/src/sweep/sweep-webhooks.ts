import type { Logger, SweepDefinition } from '@backhaul/service-kit';
import { bellTopics } from '../bells/bell.js';
import type { ShopifySection } from '../config.js';
import type { ShopifyPort } from '../shopify/port.js';

interface Parts {
  merchants: readonly { id: string; shopify: ShopifySection }[];
  clients: { of(merchantId: string): ShopifyPort };
  log: Pick<Logger, 'info'>;
}

/**
 * Makes the subscriptions that are missing, where `shopify.webhookUrl` says where they go: a shop deletes one after eight failed
 * deliveries (contracts/shopify.md §2). Those of others are never touched.
 */
export function sweepWebhooks({ merchants, clients, log }: Parts): SweepDefinition[] {
  return merchants.flatMap(({ id: merchantId, shopify: { webhookUrl, sweepSeconds } }) =>
    webhookUrl === undefined
      ? []
      : [
          {
            name: `shopify-webhooks-${merchantId}`,
            everyMs: sweepSeconds * 1000,
            merchants: [merchantId],
            async run({ signal }) {
              const { app } = clients.of(merchantId);
              for (const topic of await app.unsubscribed(bellTopics, webhookUrl, signal)) {
                await app.subscribe(topic, webhookUrl, signal);
                log.info({ merchantId, topic }, 'subscribed to a webhook of the shop');
              }
              return null;
            },
          },
        ],
  );
}
