import { gid, productByItem } from '../gid.js';
import { firstOf } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { currentQuantity, fulfilledQuantity, unfulfilledQuantity } from '../orders/amounts.js';
import type { Order, OrderLine } from '../orders/order.js';
import { allocationViews } from './discount-view.js';
import { orderBag } from './order-bag.js';
import { productView, variantView } from './product-view.js';

/** An order line as GraphQL shows it. */
export function lineView(context: Context, order: Order, line: OrderLine) {
  const bag = (amount: number) => orderBag(order, amount);
  const product = productByItem(context.shop, line.inventoryItemId);
  const total = line.unitPrice * line.quantity;
  const current = currentQuantity(order, line);
  const unfulfilled = unfulfilledQuantity(order, line);
  return {
    id: gid('LineItem', line.id),
    sku: line.sku,
    name: line.title,
    title: line.title,
    variantTitle: null,
    variant: product === undefined ? null : () => variantView(context, product),
    product: product === undefined ? null : productView(product),
    quantity: line.quantity,
    currentQuantity: current,
    refundableQuantity: current,
    unfulfilledQuantity: unfulfilled,
    nonFulfillableQuantity: line.quantity - unfulfilled - fulfilledQuantity(order, line.id),
    requiresShipping: !line.giftCard,
    restockable: current > 0,
    isGiftCard: line.giftCard,
    taxable: !line.giftCard,
    customAttributes: [],
    discountAllocations: allocationViews(order, line),
    taxLines: firstOf([{ title: 'Sales tax', rate: line.taxRate, priceSet: bag(line.tax) }], (tax) => tax),
    originalUnitPriceSet: bag(line.unitPrice),
    originalTotalSet: bag(total),
    totalDiscountSet: bag(line.discount),
    discountedUnitPriceAfterAllDiscountsSet: bag(Math.round((total - line.discount) / line.quantity)),
    priceAfterAllDiscountsBeforeTaxesSet: bag(total - line.discount),
  };
}
