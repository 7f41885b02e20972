import { displayMoney, isZero } from '@backhaul/money';
import type { Wording } from './line.js';

/** What the shop shows: orders, refunds, sellable stock. */
export const shopifyWording: Wording<
  | 'OrderRecorded'
  | 'RefundRecorded'
  | 'RefundMoneySettled'
  | 'RefundMoneyFailed'
  | 'ExchangeOrderCreated'
  | 'InventoryLevelSet'
> = {
  OrderRecorded: ({ orderName, lines }) => {
    const ordered = lines.reduce((total, { quantity }) => total + quantity, 0);
    const shipped = lines.reduce((total, { shippedQuantity }) => total + shippedQuantity, 0);
    return told(`Order ${orderName} read from Shopify: ${shipped} of ${ordered} units shipped`, 'order', orderName);
  },
  RefundRecorded: ({ refundId, moneyRefunded, moneyPending }) => {
    const pending = isZero(moneyPending) ? '' : `, ${displayMoney(moneyPending)} still pending`;
    return told(`Refund of ${displayMoney(moneyRefunded)} recorded in Shopify${pending}`, 'refund', refundId);
  },
  RefundMoneySettled: ({ refundId, amount }) =>
    told(`Pending ${displayMoney(amount)} of the refund paid by Shopify`, 'refund', refundId),
  RefundMoneyFailed: ({ refundId, amount }) =>
    told(
      `Refund payment of ${displayMoney(amount)} failed in Shopify: the shopper has not been paid`,
      'refund',
      refundId,
    ),
  ExchangeOrderCreated: ({
    exchangeOrderName,
    exchangeOrderId,
    native,
    creditDiscount,
    total,
    cancelled,
    confidence,
  }) => {
    const what = native
      ? `Exchange items added to order ${exchangeOrderName}`
      : `Exchange order ${exchangeOrderName} created`;
    const discount = isZero(creditDiscount) ? '' : `, discounted by ${displayMoney(creditDiscount)}`;
    const text = cancelled
      ? `Exchange order ${exchangeOrderName} cancelled in Shopify`
      : `${what} in Shopify${discount}: ${displayMoney(total)}${confidence === 'probable' ? ' (recognised by its name and tags)' : ''}`;
    return {
      system: 'Shopify',
      text,
      documents: [
        { kind: 'exchange order', number: exchangeOrderName },
        { kind: 'exchange order id', number: exchangeOrderId },
      ],
    };
  },
  InventoryLevelSet: ({ sku, available }) => ({
    system: 'Shopify',
    text: `Sellable stock of ${sku} set to ${available} in Shopify`,
    documents: [],
  }),
};

const told = (text: string, kind: string, number: string) => ({
  system: 'Shopify',
  text,
  documents: [{ kind, number }],
});
