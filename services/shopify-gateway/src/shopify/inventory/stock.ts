import { notUnderstood, VendorError } from '@backhaul/vendor-http';
import type { Graphql } from '../graphql/graphql.js';
import type { StockAnswer, StockPlace, StockReading, StockWrite } from '../port.js';
import { gidOf } from '../values.js';
import { levelDocument, setDocument } from './documents.js';
import { ItemIds } from './item-ids.js';

/** Not written under this key: the figure has moved, or the key is used up. */
const MOVED = new Set([
  'CHANGE_FROM_QUANTITY_STALE',
  'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED',
  'IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
]);
const STILL_RUNNING = 'IDEMPOTENCY_CONCURRENT_REQUEST';

/** Sellable stock of one shop, by SKU (contracts/shopify.md §3, §4). */
export class Stock {
  readonly #graphql: Graphql;
  readonly #items: ItemIds;

  constructor(graphql: Graphql) {
    this.#graphql = graphql;
    this.#items = new ItemIds(graphql);
  }

  async read(place: StockPlace, signal?: AbortSignal): Promise<StockReading> {
    const reading = await this.#readOnce(place, signal);
    if (reading !== 'item-gone') return reading;
    // Deleted, or its SKU was given to another variant since we asked.
    this.#items.forget(place.sku);
    const again = await this.#readOnce(place, signal);
    return again === 'item-gone'
      ? { known: false, sold: false, reason: `The shop no longer has the SKU ${place.sku}` }
      : again;
  }

  async write(write: StockWrite, signal?: AbortSignal): Promise<StockAnswer> {
    const item = await this.#items.of(write.sku, signal);
    if (!item.known) return { outcome: 'refused', reason: item.reason };
    const variables = { input: inputOf(item.id, write), key: write.idempotencyKey };
    const { inventorySetQuantities } = await this.#graphql.mutate(setDocument, variables, signal);
    return answerOf(inventorySetQuantities.userErrors);
  }

  async #readOnce(place: StockPlace, signal?: AbortSignal): Promise<StockReading | 'item-gone'> {
    const item = await this.#items.of(place.sku, signal);
    if (!item.known) return item;
    const variables = { item: item.id, location: gidOf('Location', place.locationId) };
    const { inventoryItem } = await this.#graphql.query(levelDocument, variables, signal);
    if (inventoryItem?.sku !== place.sku) return 'item-gone';
    if (inventoryItem.inventoryLevel === null) return { known: true, available: null };
    const available = inventoryItem.inventoryLevel.quantities.find(({ name }) => name === 'available');
    if (available === undefined) throw notUnderstood('Shopify', 'the stock level shows no available quantity');
    return { known: true, available: available.quantity };
  }
}

/** The order of the members never changes: it may count for the key's fingerprint. */
const inputOf = (item: string, { locationId, available, changeFrom, document }: StockWrite): object => ({
  name: 'available',
  reason: 'correction',
  referenceDocumentUri: document,
  quantities: [
    {
      inventoryItemId: item,
      locationId: gidOf('Location', locationId),
      quantity: available,
      changeFromQuantity: changeFrom,
    },
  ],
});

function answerOf(userErrors: readonly { code: string | null; message: string }[]): StockAnswer {
  if (userErrors.length === 0) return { outcome: 'written' };
  const codes = userErrors.map(({ code }) => code ?? '');
  if (codes.includes(STILL_RUNNING)) throw stillRunning();
  if (codes.every((code) => MOVED.has(code))) return { outcome: 'moved' };
  const reasons = userErrors.map(({ code, message }) => (code === null ? message : `${message} (${code})`));
  return { outcome: 'refused', reason: `Shopify refused the stock level: ${reasons.join('; ')}` };
}

/** An earlier send of this key is under way. Repeated under the same key it is executed once, so this one may be repeated. */
function stillRunning(): VendorError {
  return new VendorError('VENDOR_RATE_LIMITED', 'Shopify still works on the same stock level', {
    vendor: 'Shopify',
    delivered: 'no',
    retryable: true,
    retryAfterMs: 1000,
  });
}
