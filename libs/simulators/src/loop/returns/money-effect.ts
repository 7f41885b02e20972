import type { LoopShop } from '../state.js';
import { pairedShopify, type World } from '../world.js';
import { amountsOf, granted } from './amounts.js';
import { LOOP_APP_ID } from './exchange-effect.js';
import type { LoopLine, LoopRefund, LoopReturn } from './loop-return.js';
import { perLine } from './shopify-return.js';

type RestockType = 'return' | 'no_restock';

/** Books the goods on the original order, with the refund if there is any: without money they are merely marked as returned. */
export async function bookGoods(world: World, shop: LoopShop, one: LoopReturn): Promise<void> {
  const lines = (['return', 'no_restock'] as const).flatMap((restockType) =>
    perLine(granted(one).filter((line) => restockOf(shop, one, line) === restockType)).map(
      ({ lineItemId, quantity }) => ({ lineItemId, quantity, restockType }),
    ),
  );
  // The same key after a crash in the middle: one refund, whatever happens to this process.
  one.refunds = await refund(world, shop, one, `loop-return-${one.id}`, lines, amountsOf(one).refund);
  one.booked = true;
}

/** What the shopper keeps is never restocked; nor is anything that another system shall restock. */
export function restockOf(shop: LoopShop, one: LoopReturn, line: LoopLine): RestockType {
  return line.outcome === 'keep' || shop.restockTarget === 'webhook' ? 'no_restock' : one.restockType;
}

/** Refunds what has become due since: the value of an exchange item that could not be had. */
export async function refundRest(world: World, shop: LoopShop, one: LoopReturn): Promise<void> {
  const due = amountsOf(one).refund - one.refunds.reduce((sum, { amount }) => sum + amount, 0);
  if (due <= 0) return;
  const key = `loop-return-${one.id}-rest-${one.refunds.length}`;
  one.refunds.push(...(await refund(world, shop, one, key, [], due)));
}

async function refund(
  world: World,
  shop: LoopShop,
  one: LoopReturn,
  key: string,
  lines: { lineItemId: string; quantity: number; restockType: RestockType }[],
  amount: number,
): Promise<LoopRefund[]> {
  const { refundId, payments } = await pairedShopify(world).refundForReturn({
    shop: shop.shopDomain,
    orderId: one.providerOrderId,
    key,
    note: `Loop return ${one.id}`,
    lines,
    amount,
    restockType: one.restockType,
    ...(one.shopifyReturnKey === null ? {} : { returnKey: one.shopifyReturnKey }),
  });
  return payments.map((payment) => ({
    gateway: payment.gateway,
    amount: payment.amount,
    currency: payment.currency,
    providerRefundId: refundId,
  }));
}

/** Gives the store credit that is due; answers how much it was. */
export async function giveCredit(world: World, shop: LoopShop, one: LoopReturn): Promise<number> {
  const amount = amountsOf(one).giftCard - one.giftCards.reduce((sum, card) => sum + card.amount, 0);
  if (amount <= 0) return 0;
  const request = {
    shop: shop.shopDomain,
    key: `loop-return-${one.id}-credit-${one.giftCards.length}`,
    amount,
    email: (one.gift ?? one.customer).email,
    orderId: one.providerOrderId,
    note: `Loop store credit | order ${one.orderName} (${one.providerOrderId}) | ${amount} ${one.currency} | return ${one.id}`,
    appId: LOOP_APP_ID,
  };
  one.giftCards.push({ amount, ...(await issued(world, shop, request)) });
  return amount;
}

type CreditRequest = Parameters<ReturnType<typeof pairedShopify>['issueGiftCard']>[0];

async function issued(world: World, shop: LoopShop, request: CreditRequest) {
  switch (shop.storeCreditKind) {
    case 'gift-card-api': {
      const { id } = await pairedShopify(world).issueGiftCard(request);
      return { giftCardId: id, orderId: null, orderName: null };
    }
    case 'gift-card-order':
      return { giftCardId: null, ...(await pairedShopify(world).placeGiftCardOrder(request)) };
    case 'third-party':
      return { giftCardId: null, orderId: null, orderName: null };
    default:
      return shop.storeCreditKind satisfies never;
  }
}
