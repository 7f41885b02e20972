import type { Clock } from '@backhaul/contracts';
import type { Intake } from '@backhaul/messaging';
import type { SweepDefinition } from '@backhaul/service-kit';
import { SWEEP_BELL } from '../bells/bell.js';
import { ring } from '../bells/ring.js';
import type { ShopifySection } from '../config.js';
import type { ChangedOrder, ShopifyPort } from '../shopify/port.js';

const OVERLAP_MS = 10 * 60_000;
const DAY_MS = 24 * 3_600_000;
/** Shopify's times are whole seconds: what changed this recently may change again under the same time. */
const UNRIPE_MS = 5_000;

interface Parts {
  merchants: readonly { id: string; shopify: ShopifySection }[];
  clients: { of(merchantId: string): ShopifyPort };
  isKnown: (merchantId: string, orderId: string) => Promise<boolean>;
  intake: Intake;
  clock: Clock;
}

/** Finds what webhooks lost: a changed order that has a refund, or whose return is known, rings the bell of its webhook. */
export function sweepOrders({ merchants, clients, isKnown, intake, clock }: Parts): SweepDefinition[] {
  return merchants.map(({ id: merchantId, shopify }) => ({
    name: `shopify-orders-${merchantId}`,
    everyMs: shopify.sweepSeconds * 1000,
    merchants: [merchantId],
    async run({ watermark, signal }) {
      const started = clock.now();
      const since =
        watermark === null ? started.getTime() - shopify.lookBackDays * DAY_MS : Date.parse(watermark) - OVERLAP_MS;
      for await (const page of clients.of(merchantId).changedOrders(new Date(since), signal)) {
        for (const order of page) {
          if (!order.hasRefunds && !(await isKnown(merchantId, order.orderId))) continue;
          const { orderId } = order;
          await ring(intake, { topic: SWEEP_BELL, merchantId, orderId, dedupeKey: dedupeKeyOf(order, started) });
        }
      }
      return started.toISOString();
    },
  }));
}

/** One bell per change; a change that is only seconds old is rung for again by the next run. */
function dedupeKeyOf({ orderId, updatedAt }: ChangedOrder, started: Date): string {
  const unripe = started.getTime() - updatedAt.getTime() < UNRIPE_MS;
  return `sweep:${orderId}:${updatedAt.toISOString()}${unripe ? `:${started.toISOString()}` : ''}`;
}
