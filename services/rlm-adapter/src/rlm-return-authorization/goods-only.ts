import { isZero } from '@backhaul/money';
import type { ShopRefund } from './refund.js';
import { moneyOf, type ObservedRefund, type Requested, type ReturnAuthorization } from './state.js';

/**
 * Refunds that are this return's: those that Loop names; and where it names none, because the whole value went into goods or store
 * credit, the one by which it marked the goods as returned without moving any money (contracts/rlm-and-3pl.md §6).
 */
export function refundIdsOf(state: ReturnAuthorization): readonly string[] {
  const { processed, requested, refunds } = state;
  if (processed === null || requested === null) return [];
  if (processed.refundIds.length > 0) return processed.refundIds;
  const own = Object.values(refunds).filter((refund) => bookedGoods(refund, requested));
  const taken = own.find(({ importing }) => importing !== null);
  const newest = own
    .flatMap(({ record }) => record ?? [])
    .sort((left, right) => right.createdAt.localeCompare(left.createdAt))[0];
  return [taken?.record ?? newest].flatMap((record) => record?.refundId ?? []);
}

function bookedGoods(refund: ObservedRefund, requested: Requested): boolean {
  const [money, { record }] = [moneyOf(refund), refund];
  if (record === null || money === null || !isZero(money.refunded) || !isZero(money.pending)) return false;
  return isZero(money.failed) && isOfThese(record, requested);
}

/** Nothing but goods of the return, and not all of them need be there: a person may have given nothing for some. */
function isOfThese({ lines }: ShopRefund, { lines: asked }: Requested): boolean {
  const units = new Map<string, number>();
  for (const { orderLineId, unitIds } of asked) units.set(orderLineId, (units.get(orderLineId) ?? 0) + unitIds.length);
  return lines.length > 0 && lines.every(({ orderLineId, quantity }) => quantity <= (units.get(orderLineId) ?? 0));
}
