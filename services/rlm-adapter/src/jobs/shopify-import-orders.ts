import type { LookForExchangeOrders } from '../look-for-exchange-orders.js';
import type { JobScan } from './scan.js';

/** Shopify Import Orders: exchange orders that RLM's own job or a person brings in are looked for; ours are calls, made again by the run. */
export const shopifyImportOrders = (lookout: LookForExchangeOrders): JobScan => ({
  job: 'Shopify Import Orders',
  scan: ({ merchantId, ids, signal }) => lookout.look(merchantId, ids, signal),
});
