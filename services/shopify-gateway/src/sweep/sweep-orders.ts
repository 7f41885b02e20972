import type { Clock } from '@backhaul/contracts';
import type { SweepDefinition } from '@backhaul/service-kit';
import type { ChangeBells } from './change-bells.js';
import type { ShopifySection } from '../config.js';
import type { ChangedOrder, ShopifyPort } from '../shopify/port.js';

const OVERLAP_MS = 10 * 60_000;
const DAY_MS = 24 * 3_600_000;
/** Shopify's times are whole seconds: what changed this recently may change again under the same time. */
const UNRIPE_MS = 5_000;

interface Parts {
  merchants: readonly { id: string; shopify: ShopifySection }[];
  clients: { of(merchantId: string): ShopifyPort };
  bells: ChangeBells;
  clock: Clock;
}

/** Name of that sweep. */
export const ordersSweepOf = (merchantId: string): string => `shopify-orders-${merchantId}`;

/** Finds what webhooks lost: every changed order that concerns us rings the bell of its webhook. */
export function sweepOrders({ merchants, clients, bells, clock }: Parts): SweepDefinition[] {
  return merchants.map(({ id: merchantId, shopify }) => ({
    name: ordersSweepOf(merchantId),
    everyMs: shopify.sweepSeconds * 1000,
    merchants: [merchantId],
    async run({ watermark, signal }) {
      const started = clock.now();
      const since =
        watermark === null ? started.getTime() - shopify.lookBackDays * DAY_MS : Date.parse(watermark) - OVERLAP_MS;
      for await (const page of clients.of(merchantId).changedOrders(new Date(since), { signal })) {
        for (const order of page) await bells.ring(merchantId, order, dedupeKeyOf(order, started));
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
