import { nextNumber } from '../ids.js';
import { postTxn } from '../inventory/ledger.js';
import { RlmRefusal } from '../refusal.js';
import type { Company } from '../state.js';
import type { Order, OrderLine } from './entities.js';

/** Units to ship per line number. */
export type UnitsByLine = ReadonlyMap<number, number>;

const shipLine = (company: Company, order: Order, line: OrderLine, units: number, now: Date): void => {
  if (units > line.quantity - line.shipped_qty)
    throw new RlmRefusal('STATE', `Ship Quantity Exceeds Open Quantity on Line ${line.line_no}`, line.line_no);
  line.shipped_qty += units;
  line.warehouse_shipped = line.warehouse;
  const { warehouse, sku } = line;
  postTxn(company, { type: 'SHIP', warehouse, sku, qty: -units, source_doc: String(order.order_number) }, now);
};

/** Ships units of an order: shipment, stock movement, invoice number. */
export const shipOrder = (company: Company, order: Order, units: UnitsByLine, now: Date): void => {
  const shipping = order.lines.filter((line) => (units.get(line.line_no) ?? 0) > 0);
  if (shipping.length === 0) return;
  for (const line of shipping) shipLine(company, order, line, units.get(line.line_no) ?? 0, now);
  if (order.invoice_number === 0) order.invoice_number = nextNumber(company, 'invoice');
  if (order.lines.every((line) => line.shipped_qty === line.quantity)) order.status = 'SHIPPED';
  order.updated_at = now.toISOString();
  const pick_ticket = nextNumber(company, 'pickTicket');
  company.shipments.push({
    pick_ticket,
    order_number: order.order_number,
    packed_date: now.toISOString().slice(0, 10),
    warehouse: shipping[0]?.warehouse ?? order.warehouse,
    routing: 'UPSG',
    tracking: `1Z${String(pick_ticket).padStart(16, '0')}`,
    cartons: 1,
    lines: shipping.map(({ line_no, sku, style, color, size, upc, price }) => ({
      line_no,
      sku,
      style,
      color,
      size,
      upc,
      units: units.get(line_no) ?? 0,
      unit_price: price,
    })),
    updated_at: now.toISOString(),
  });
};
