import type { Queryable } from '@backhaul/event-store';
import { raIndex } from '../ra-index.js';
import { returnAuthorizations } from '../return-authorizations.js';
import { boxNumbers } from './box-numbers.js';
import type { WarehouseReceipt } from './receipt.js';

type Numbers = Pick<WarehouseReceipt, 'raNumber' | 'trackingNumber' | 'orderNumber'>;

/**
 * The one return that the numbers on a box belong to (contracts/rlm-and-3pl.md §5): by the RA, else by tracking number, else
 * by order number; null when none is known, or they name several: it is never guessed.
 */
export async function findReturn(tx: Queryable, merchantId: string, numbers: Numbers): Promise<string | null> {
  const { raNumber, trackingNumber, orderNumber } = numbers;
  if (raNumber !== null) return (await raIndex.find(tx, merchantId, raNumber))?.returnId ?? null;
  const tracked = await boxNumbers.find(tx, merchantId, 'tracking', trackingNumber);
  if (tracked.length === 1) return theOnly(tracked);
  const ordered = await boxNumbers.find(tx, merchantId, 'order', orderNumber);
  const both = tracked.length === 0 ? ordered : ordered.filter((id) => tracked.includes(id));
  return theOnly(await awaitingGoods(tx, both));
}

const theOnly = ([first, second]: readonly string[]): string | null =>
  first === undefined || second !== undefined ? null : first;

/** Of several returns of one order, those for which the warehouse has not said everything yet; the only one, whatever it said. */
async function awaitingGoods(tx: Queryable, returnIds: readonly string[]): Promise<string[]> {
  if (returnIds.length < 2) return [...returnIds];
  const awaiting: string[] = [];
  for (const returnId of returnIds) {
    const { decided } = await returnAuthorizations.load(tx, returnId);
    if (!decided) awaiting.push(returnId);
  }
  return awaiting;
}
