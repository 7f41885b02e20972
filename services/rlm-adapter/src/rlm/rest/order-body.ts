import { formatMoney } from '@backhaul/money';
import type { OrderDocument } from '../../exchange-order/documents.js';
import { rateText } from '../../exchange-order/order-money.js';
import type { ShipTo } from '../orders-port.js';

/** Longest customer PO, and longest reference (contracts/rlm-and-3pl.md §2.2). */
const PO_LENGTH = 20;
const REFERENCE_LENGTH = 30;

/** The body of `POST /orders`: money as decimal strings, the discount as a fraction (contracts/rlm-and-3pl.md §2.2, §7). */
export function orderBody(
  { draft, lines, freight, money }: OrderDocument,
  { account, store, state }: ShipTo,
  raNumbers: readonly string[],
): object {
  const { policy, exchangeOrderId, exchangeOrderName, externalReturnId } = draft;
  return {
    external_order_id: exchangeOrderId,
    customer_po: exchangeOrderName.slice(0, PO_LENGTH),
    ...{ account, store, state, warehouse: policy.warehouse },
    order_date: draft.orderDate,
    start_date: draft.startDate,
    cancel_date: draft.cancelDate,
    discount: rateText(money.discountRate),
    shipping_amount: formatMoney(freight),
    misc_charges:
      money.charge.amount === 0
        ? []
        : [
            {
              code: policy.miscChargeCode,
              amount: formatMoney(money.charge),
              description: `Exchange for ${draft.originalOrderName}, return ${externalReturnId}`.slice(0, 80),
            },
          ],
    payment_amount: formatMoney(money.receivable),
    special01: exchangeOrderId.slice(0, REFERENCE_LENGTH),
    special02: externalReturnId.slice(0, REFERENCE_LENGTH),
    special03: referenceOf(raNumbers),
    lines: lines.map((line) => ({
      external_line_id: line.orderLineId,
      sku: line.sku,
      upc: line.barcode,
      quantity: line.quantity,
      price: formatMoney(line.unitPrice),
      tax: formatMoney(line.tax),
    })),
  };
}

/** As many whole numbers as the field takes; null without any. */
function referenceOf(raNumbers: readonly string[]): string | null {
  const text = raNumbers.join(',');
  if (text === '') return null;
  return text.length <= REFERENCE_LENGTH ? text : (raNumbers[0] ?? null);
}
