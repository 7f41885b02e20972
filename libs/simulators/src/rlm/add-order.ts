import { sameExternalId } from './external-id.js';
import { toDecimal } from './money.js';
import { createOrders } from './orders/create.js';
import type { Order } from './orders/entities.js';
import { shipOrder } from './orders/ship.js';
import type { Company } from './state.js';

/** A Shopify order as RLM imported it. Money in minor units; `price` is per unit, net of discount; `tax` is of the line. */
export interface NewRlmOrder {
  externalOrderId: string;
  /** The Shopify order name, `#10442`. */
  customerPo: string;
  lines: {
    externalLineId: string;
    sku?: string;
    upc?: string;
    quantity: number;
    price: number;
    tax?: number;
    /** Default 1. */
    warehouse?: number;
    /** Default: all when the order is shipped. */
    shipped?: number;
  }[];
  shipping?: number;
  /** Default true. */
  shipped?: boolean;
}

/** Adds the order as the import would, one per division, and ships it; an order that is there already is given again. */
export const addOrder = (company: Company, input: NewRlmOrder, now: Date): Order[] => {
  const existing = company.orders.filter((each) => sameExternalId(each.external_order_id, input.externalOrderId));
  if (existing.length > 0) return existing;
  const orders = createOrders(
    company,
    {
      external_order_id: input.externalOrderId,
      customer_po: input.customerPo,
      special01: input.externalOrderId.split('/').at(-1) ?? null,
      shipping_amount: toDecimal(input.shipping ?? 0),
      lines: input.lines.map((line) => ({
        external_line_id: line.externalLineId,
        sku: line.sku ?? null,
        upc: line.upc ?? null,
        quantity: line.quantity,
        price: toDecimal(line.price),
        tax: toDecimal(line.tax ?? 0),
        warehouse: line.warehouse ?? 1,
      })),
    },
    now,
  );
  if (input.shipped === false) return orders;
  for (const order of orders) {
    const units = order.lines.map((line): [number, number] => [
      line.line_no,
      input.lines[line.line_no - 1]?.shipped ?? line.quantity,
    ]);
    shipOrder(company, order, new Map(units), now);
  }
  return orders;
};
