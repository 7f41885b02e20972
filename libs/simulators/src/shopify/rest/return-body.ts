import { gid } from '../gid.js';
import type { Order } from '../orders/order.js';
import type { ExchangeLine, OrderReturn, ReturnLine } from '../returns/order-return.js';
import { lineBody } from './line-body.js';
import { raw } from './raw-number.js';

/** A return as `returns/approve` and orders carry it. */
export function returnBody(order: Order, one: OrderReturn) {
  return {
    id: raw(one.id),
    admin_graphql_api_id: gid('Return', one.id),
    status: one.status.toLowerCase(),
    order: { id: raw(order.id), admin_graphql_api_id: gid('Order', order.id) },
    name: one.name,
    total_return_line_items: units(one.lines),
    return_line_items: one.lines.map(returnLineBody),
    return_shipping_fees: [],
    exchange_line_items: one.exchangeLines.map((line) => exchangeLineBody(order, line)),
    total_exchange_line_items: units(one.exchangeLines),
  };
}

const units = (lines: { quantity: number }[]): number => lines.reduce((sum, { quantity }) => sum + quantity, 0);

const returnLineBody = (line: ReturnLine) => ({
  id: raw(line.id),
  admin_graphql_api_id: gid('ReturnLineItem', line.id),
  quantity: line.quantity,
  return_reason: line.reason.toLowerCase(),
  return_reason_note: line.reasonNote,
  customer_note: null,
  fulfillment_line_item:
    line.fulfillmentLineItemId === null
      ? null
      : {
          id: raw(line.fulfillmentLineItemId),
          admin_graphql_api_id: gid('FulfillmentLineItem', line.fulfillmentLineItemId),
          line_item: { id: raw(line.lineItemId), admin_graphql_api_id: gid('LineItem', line.lineItemId) },
        },
});

const exchangeLineBody = (order: Order, line: ExchangeLine) => ({
  id: raw(line.id),
  admin_graphql_api_id: gid('ExchangeLineItem', line.id),
  line_item:
    order.lines.filter(({ id }) => line.lineItemIds.includes(id)).map((one) => lineBody(order, one))[0] ?? null,
});
