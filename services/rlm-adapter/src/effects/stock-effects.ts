import type { EventData } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import type { Clients } from '../clients.js';
import { heldExports } from '../inventory/held-exports.js';
import { heldBecause, shopRefunds, type Ahead } from '../inventory/shop-refunds.js';
import { recordEarly } from '../inventory/early-exports.js';
import { jobs } from '../rlm-return-authorization/jobs.js';
import { readInventoryEffect, type StockWanted } from '../rlm-return-authorization/stock-export.js';
import type { RaEffect } from './ra-effect.js';

interface StoredStock {
  levels: EventData<'InventoryExported'>['levels'];
  /** ISO 8601, UTC. */
  readAt: string;
  /** SKUs that no location of the shop sells. */
  homeless: string[];
  /** What the shop has restocked ahead of RLM, and whether it is held back for that. */
  ahead: Ahead[];
  held: boolean;
}

interface Parts {
  readonly clients: Clients;
  readonly pool: Queryable;
  /** What becomes of stock that the shop restocked ahead of RLM: held back, or exported and reported. */
  readonly isHeldBack: (merchantId: string) => boolean;
}

/** ShopifyExportInventory: reads the stock of record; reading again is as good as the first time. */
export const readInventory = ({ clients, pool, isHeldBack }: Parts): RaEffect<StockWanted, StoredStock> => ({
  kind: readInventoryEffect,
  operation: 'read-inventory',
  trigger: 'inventoryExport',
  async send({ returnId, skus, sellable }, call) {
    const { levels, readAt } = await clients.rlm(call.merchantId).levels(skus, call);
    const sold = new Set(levels.map(({ sku }) => sku));
    // An export without any level is none, whatever the quality of what came back.
    const needed = sold.size === 0 ? skus : sellable;
    const ahead = await shopRefunds.ahead(pool, call.merchantId, skus, { now: readAt, except: returnId });
    const homeless = needed.filter((sku) => !sold.has(sku));
    const held = ahead.length > 0 && isHeldBack(call.merchantId);
    return { levels, readAt: readAt.toISOString(), homeless, ahead, held };
  },
  refusalIn: ({ homeless }) =>
    homeless.length === 0
      ? null
      : `No first-quality warehouse that holds ${homeless.join(', ')} is mapped to a location of the shop`,
  confirmed({ returnId, refundId }, stock, at) {
    const held = stock.held ? stock.ahead.map(({ sku, refundId: by }) => ({ sku, refundId: by })) : [];
    const command = { kind: 'ConfirmInventory', returnId, refundId, levels: freeIn(stock), held } as const;
    return { ...command, readAt: new Date(stock.readAt), at };
  },
  async also(tx, _wanted, { held }, { merchantId }) {
    if (held) await heldExports.turn(tx, merchantId);
  },
  async after(tx, { returnId, refundId }, { ahead, held }, { merchantId, partitionKey, key }, at) {
    if (ahead.length === 0) return;
    if (!held) return recordEarly(tx, merchantId, ahead, key, at);
    const skus = [...new Set(ahead.map(({ sku }) => sku))];
    await heldExports.put(tx, { merchantId, refundId, returnId, partitionKey, skus }, at);
    // RLM may have taken the others in while the stock was read.
    await heldExports.release(tx, merchantId, key, at);
  },
  item: ({ refundId: externalId }, result) => ({
    ...{ job: jobs.exportInventory, entity: 'inventory', externalId, document: null },
    as: 'UPDATED',
    ...(result?.held === true && freeIn(result).length === 0 ? { skipped: heldBecause(result.ahead) } : {}),
  }),
  values: ({ refundId, skus }) => ({ refund: refundId, items: skus.join(', ') }),
});

/** What nothing keeps from being exported. */
const freeIn = ({ levels, ahead, held }: StoredStock): StoredStock['levels'] =>
  held ? levels.filter(({ sku }) => !ahead.some((one) => one.sku === sku)) : levels;
