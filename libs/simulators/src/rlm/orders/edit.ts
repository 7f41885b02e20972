import { requireItem } from '../masters/lookup.js';
import { RlmRefusal } from '../refusal.js';
import type { Company } from '../state.js';
import type { Order } from './entities.js';

/** What a person adds to an order that is there. Money in minor units. */
export interface OrderEdit {
  lines?: { externalLineId: string; sku: string; quantity: number; price: number; tax?: number }[];
  charges?: { code: string; amount: number }[];
  /** Paid on top by the shopper. */
  payment?: number;
}

/** Adds lines, charges and a payment to an order, as a person does on RLM's screen. */
export const editOrder = (company: Company, order: Order, edit: OrderEdit, now: Date): void => {
  if (order.status === 'CANCELLED') throw new RlmRefusal('STATE', 'Order Is Cancelled');
  for (const { externalLineId, sku, quantity, price, tax = 0 } of edit.lines ?? []) {
    const item = requireItem(company, { sku, upc: null, style: null, color: null, size: null, length: null }, 1);
    const { style, color, size, length, upc, internal_sku_number: sku_number } = item;
    order.lines.push({
      ...{ line_no: order.lines.length + 1, sku_number, sku, style, color, size, length, upc, price, tax, quantity },
      ...{ warehouse: order.warehouse, external_line_id: externalLineId },
      ...{ shipped_qty: 0, returned_qty: 0, warehouse_shipped: null },
    });
    order.tax_amount += tax;
    order.status = 'OPEN';
  }
  order.misc_charges.push(...(edit.charges ?? []).map((charge) => ({ ...charge, description: 'Entered by hand' })));
  order.payment += edit.payment ?? 0;
  order.updated_at = now.toISOString();
};

/** Cancels an order of which nothing was shipped. */
export const cancelOrder = (order: Order, now: Date): void => {
  if (order.lines.some((line) => line.shipped_qty > 0)) throw new RlmRefusal('STATE', 'Order Is Shipped');
  order.status = 'CANCELLED';
  order.updated_at = now.toISOString();
};
