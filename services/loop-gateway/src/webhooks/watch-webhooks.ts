import type { Logger, SweepDefinition } from '@backhaul/service-kit';
import type { LoopSection } from '../config.js';
import type { LoopPort } from '../loop/port.js';
import { addressOf, isOursAt, standingOf } from './wanted.js';

/** Loop deactivates a webhook after some failures in a row (contracts/loop.md §4.1); until it is back the sweep of returns finds all. */
const EVERY_MS = 15 * 60_000;

interface Parts {
  merchants: readonly { id: string; loop: LoopSection }[];
  clients: { of(merchantId: string): LoopPort };
  log: Logger;
}

/** Makes the webhooks that are missing, and activates those that are not active. Never touches one that goes elsewhere. */
export function watchWebhooks({ merchants, clients, log }: Parts): SweepDefinition[] {
  return merchants.flatMap(({ id: merchantId, loop: { webhookUrl } }) => {
    if (webhookUrl === undefined) return [];
    return [
      {
        name: `loop-webhooks-${merchantId}`,
        everyMs: EVERY_MS,
        merchants: [merchantId],
        async run({ signal }): Promise<null> {
          const client = clients.of(merchantId);
          const { missing, inactive } = standingOf(await client.webhooks(signal), isOursAt(webhookUrl, merchantId));
          for (const kind of missing) {
            await client.addWebhook(kind, addressOf(webhookUrl, merchantId), signal);
            log.info({ merchantId, ...kind }, 'registered a webhook: its secret belongs into loop.webhookSecrets');
          }
          for (const webhook of inactive) {
            await client.activateWebhook(webhook, signal);
            const { trigger } = webhook;
            log.warn({ merchantId, trigger }, 'a webhook was inactive, and is active again: see why it was refused');
          }
          return null;
        },
      },
    ];
  });
}
