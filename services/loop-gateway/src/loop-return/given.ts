import type { EventData } from '@backhaul/contracts';
import { money, sum, type Money } from '@backhaul/money';
import type { ReturnSnapshot } from './snapshot.js';

type Processed = EventData<'ReturnProcessed'>;

/** What the others were told last of what the shopper was given. */
export interface Given {
  readonly outcomes: readonly string[];
  readonly partial: boolean;
  /** Equal for equal money. */
  readonly digest: string;
}

/** What processing gave, read back from the return. */
export function givenBy(
  snapshot: ReturnSnapshot,
  partial: boolean,
): Omit<Processed, 'returnId' | 'processedAt' | 'processedByUs'> {
  const { refunds, amounts } = snapshot;
  const { currency } = amounts.refund;
  return {
    // One refund over two payments is named twice.
    refundIds: [...new Set(refunds.map(({ refundId }) => refundId))],
    refunded: sum(
      refunds.map(({ amount }) => amount),
      currency,
    ),
    storeCredit: amounts.storeCredit,
    ...(partial ? exchangedSoFar(snapshot) : { exchangeCredit: amounts.exchangeCredit, upsell: amounts.upsell }),
    exchangeOrders: exchangeOrdersOf(snapshot),
    partial,
  };
}

export function givenOf({ refundIds, exchangeOrders, partial, ...data }: Processed): Given {
  const amounts = [data.refunded, data.storeCredit, data.exchangeCredit, data.upsell].map(({ amount }) => amount);
  return {
    outcomes: [
      ...refundIds.map((refundId) => `refund:${refundId}`),
      ...exchangeOrders.map(({ orderId, native }) => `${native ? 'amended' : 'exchange'}:${orderId}`),
    ].sort(),
    partial,
    digest: amounts.join(),
  };
}

/** A refund or an order that shows only later is not lost; nothing that was told is taken back. */
export function bringsMore(now: Given, told: Given | null): boolean {
  if (told === null) return true;
  const isLost = told.outcomes.some((one) => !now.outcomes.includes(one));
  const isSame =
    now.outcomes.length === told.outcomes.length && now.partial === told.partial && now.digest === told.digest;
  return !isLost && !isSame;
}

/** Of what is owed nothing was used up yet. */
function exchangedSoFar({ exchangeItems, amounts }: ReturnSnapshot): { exchangeCredit: Money; upsell: Money } {
  const { currency } = amounts.refund;
  const sent = exchangeItems
    .filter(({ outOfStock }) => !outOfStock)
    .reduce((total, one) => total + one.total.amount, 0);
  const exchangeCredit = Math.min(amounts.exchangeCredit.amount, sent);
  const upsell = Math.min(amounts.upsell.amount, sent - exchangeCredit);
  return { exchangeCredit: money(exchangeCredit, currency), upsell: money(upsell, currency) };
}

/** Items that were given with no order of their own were added to the original one (contracts/loop.md §5.3). */
function exchangeOrdersOf({ order, exchangeOrders, exchangeItems }: ReturnSnapshot): Processed['exchangeOrders'] {
  const named = exchangeOrders.map((one) => ({ ...one, native: one.orderId === order.orderId }));
  const isHidden = named.length === 0 && exchangeItems.some(({ outOfStock }) => !outOfStock);
  return isHidden ? [{ ...order, native: true }] : named;
}
