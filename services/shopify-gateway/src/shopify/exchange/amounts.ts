import { add, multiply, sum, zero, type Money } from '@backhaul/money';
import type { ExchangeContent } from '../../exchange-order/content.js';
import type { PricedLine } from './documents.js';

/** The title under which Loop takes the returned value off an exchange order (contracts/shopify.md §6 A). */
const LOOP_DISCOUNT = 'loop discount';

type Allocation = PricedLine['discountAllocations'][number];

const isLoopDiscount = ({ discountApplication: { __typename, title = '' } }: Allocation): boolean =>
  __typename === 'ManualDiscountApplication' && title.trim().toLowerCase() === LOOP_DISCOUNT;

/** Lines as they are told, each with its own discount and tax. */
export const toldLines = (lines: readonly PricedLine[], currency: string): ExchangeContent['lines'] =>
  lines.map(({ id, sku, variant, title, quantity, originalUnitPriceSet, discountAllocations, taxLines }) => ({
    orderLineId: id,
    sku,
    barcode: variant?.barcode?.trim() ? variant.barcode : null,
    title,
    quantity,
    unitPrice: originalUnitPriceSet,
    discount: total(discountAllocations, currency),
    tax: sum(
      taxLines.map(({ priceSet }) => priceSet),
      currency,
    ),
  }));

/** Money of goods: before discounts, the discount for the returned value, and all others. */
export function goodsOf(
  lines: readonly PricedLine[],
  currency: string,
): Pick<ExchangeContent, 'merchandise' | 'creditDiscount' | 'otherDiscounts'> {
  const allocations = lines.flatMap(({ discountAllocations }) => discountAllocations);
  return {
    merchandise: lines.reduce(
      (all, { originalUnitPriceSet, quantity }) => add(all, multiply(originalUnitPriceSet, quantity)),
      zero(currency),
    ),
    creditDiscount: total(allocations.filter(isLoopDiscount), currency),
    otherDiscounts: total(
      allocations.filter((one) => !isLoopDiscount(one)),
      currency,
    ),
  };
}

const total = (allocations: readonly Allocation[], currency: string): Money =>
  sum(
    allocations.map(({ allocatedAmountSet }) => allocatedAmountSet),
    currency,
  );
