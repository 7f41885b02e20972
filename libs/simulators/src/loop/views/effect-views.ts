import { allocate, money } from '@backhaul/money';
import { amount } from '../formats.js';
import { granted } from '../returns/amounts.js';
import type { LoopReturn } from '../returns/loop-return.js';

/** Topic `restock`: which stock shall rise, all text and without a SKU (contracts/loop.md §4.3). */
export const restockTopic = (trigger: string, one: LoopReturn) => ({
  topic: 'restock',
  trigger,
  id: one.id,
  order_id: one.orderId,
  provider_order_id: one.providerOrderId,
  restock_items: granted(one)
    .filter(({ outcome }) => outcome === 'default' && one.restockType === 'return')
    .map(({ locationId, variantId, inventoryItemId }) => ({
      location_id: locationId,
      variant_id: variantId,
      inventory_item_id: inventoryItemId,
      available_adjustment: '1',
      inventory_management: 'shopify',
    })),
});

/** Topic `giftcard`: store credit that another provider shall give; minor units come in, text goes out. */
export function giftcardTopic(trigger: string, one: LoopReturn, credit: number) {
  const recipient = one.gift ?? one.customer;
  const tax = one.lines.reduce((sum, line) => sum + line.tax, 0);
  const net = one.lines.reduce((sum, line) => sum + line.price - line.discount, 0);
  const [subtotal, taxPart] = allocate(money(credit, one.currency), [net, tax]);
  const text = (minor: number): string => amount(minor, one.currency);
  return {
    topic: 'giftcard',
    trigger,
    id: null,
    total_credit_issued: text(credit),
    gift_card_subtotal: text(subtotal?.amount ?? 0),
    gift_card_tax: text(taxPart?.amount ?? 0),
    gift_card_bonus_credit: text(0),
    currency: one.currency,
    return_id: one.id,
    email: recipient.email,
    first_name: recipient.firstName,
    last_name: recipient.lastName,
    external_order_id: one.providerOrderId,
    external_order_name: one.orderName,
    external_order_number: String(one.providerOrderNumber),
  };
}
