import type { EventData } from '@backhaul/contracts';
import type { Money } from '@backhaul/money';
import { isPartlyProcessed, type ExchangeOrder, type ReturnSnapshot } from './snapshot.js';

type Contents = Pick<
  EventData<'ReturnInitiated'>,
  'units' | 'exchangeItems' | 'exchangeOrders' | 'amounts' | 'gift' | 'shopper'
>;

/** What the others were told last of what the return holds: their documents are made from it. */
export interface Told {
  /** The original order, in the shop. */
  readonly orderId: string;
  /** Counts from the submission, which is 1. */
  readonly revision: number;
  /** Equal for equal contents. */
  readonly digest: string;
  readonly unitIds: readonly string[];
  /** Orders of an instant exchange. */
  readonly exchangeOrders: readonly ExchangeOrder[];
  readonly gift: boolean;
  /** True when items go out for what comes back. */
  readonly exchanges: boolean;
  readonly shopper: Contents['shopper'];
}

/** The money promised for what comes back. */
export interface Promised {
  readonly refund: Money;
  readonly storeCredit: Money;
  readonly exchangeCredit: Money;
  readonly upsell: Money;
}

/**
 * What the shopper and the ERP go by. What processing brought is told with the processing, so an order made by it is left out. Only
 * some readings know the shopper, and whether it is a gift: what was known stays.
 */
export function contentsOf(snapshot: ReturnSnapshot, told: Told | null): Contents {
  const { units, exchangeItems, amounts, state } = snapshot;
  const instant = told?.exchangeOrders ?? [];
  const isBefore = (state === 'open' || state === 'review') && !isPartlyProcessed(snapshot, instant);
  return {
    units,
    exchangeItems,
    amounts,
    exchangeOrders: [...(isBefore ? snapshot.exchangeOrders : instant)],
    gift: snapshot.gift || told?.gift === true,
    shopper: snapshot.shopper ?? told?.shopper ?? null,
  };
}

export function toldOf(revision: number, contents: Contents & Pick<ReturnSnapshot, 'order'>): Told {
  const { units, exchangeOrders, gift, shopper } = contents;
  const unitIds = units.map(({ unitId }) => unitId);
  const exchanges = contents.exchangeItems.length > 0;
  const { orderId } = contents.order;
  return { orderId, revision, digest: digestOf(contents), unitIds, exchangeOrders, gift, exchanges, shopper };
}

/** Whatever an edit may change and a document may be made from; the order of lines means nothing. */
export function digestOf({ units, exchangeItems, exchangeOrders, amounts, gift }: Omit<Contents, 'shopper'>): string {
  return JSON.stringify([
    units.map((one) => [one.unitId, one.outcome, one.refund.amount, one.reason, one.parentReason]).sort(byId),
    exchangeItems.map((one) => [one.exchangeId, one.variantId, one.total.amount, one.outOfStock]).sort(byId),
    exchangeOrders.map(({ orderId }) => [orderId]).sort(byId),
    Object.entries(amounts)
      .map(([name, { amount }]) => [name, amount])
      .sort(byId),
    gift,
  ]);
}

export const promisedBy = ({ refund, storeCredit, exchangeCredit, upsell }: Contents['amounts']): Promised => ({
  refund,
  storeCredit,
  exchangeCredit,
  upsell,
});

const byId = ([left]: readonly unknown[], [right]: readonly unknown[]): number =>
  String(left) < String(right) ? -1 : 1;
