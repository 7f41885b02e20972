import { Aggregate } from '@backhaul/service-kit';
import { inventoryLevel } from './inventory-level/decide.js';
import { privateEvents, publishedEvents } from './inventory-level/events.js';

/** Runs commands on `shopify-inventory` streams, one per SKU and location. */
export const inventoryLevels = new Aggregate({
  category: 'shopify-inventory',
  decider: inventoryLevel,
  publishes: publishedEvents,
  keeps: privateEvents,
});

export const levelStreamId = (merchantId: string, { sku, locationId }: { sku: string; locationId: string }): string =>
  `${merchantId}-${sku}-${locationId}`;
