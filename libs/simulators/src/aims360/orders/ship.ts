import type { OrderLine, OrderSize, SalesOrder } from '../masters/entities.js';
import { invalidInput, known } from '../refusal.js';
import type { AimsState, Tenant } from '../state.js';
import { lineNet, merchandiseOf, percentOf } from './amounts.js';
import { billOrder } from './bill.js';
import type { Invoice, InvoiceLine } from './entities.js';
import { orderOfInvoice } from './find.js';
import { pickOrder } from './pick.js';
import { itemsBy } from '../items-by.js';

/** Units to ship, by UPC. */
export type UnitsToShip = readonly { upc: string; quantity: number }[];

interface Portion {
  readonly line: OrderLine;
  readonly size: OrderSize;
  readonly quantity: number;
}

const unshipped = (size: OrderSize): number => size.orderQuantity - size.shippedQuantity - size.cancelledQuantity;

const everything = (order: SalesOrder): Portion[] =>
  order.lines.flatMap((line) => line.sizes.map((size) => ({ line, size, quantity: unshipped(size) })));

const portions = (order: SalesOrder, units: UnitsToShip | undefined): Portion[] => {
  const open = everything(order).filter(({ quantity }) => quantity > 0);
  if (units === undefined) return open;
  return units.map(({ upc, quantity }) => {
    const portion = known(
      open.find(({ size }) => size.upc === upc),
      `Unshipped UPC '${upc}' on order ${order.order}`,
    );
    if (quantity > portion.quantity) throw invalidInput(`Only ${portion.quantity} of '${upc}' are left to ship.`);
    return { ...portion, quantity };
  });
};

const takeOut = (tenant: Tenant, order: SalesOrder, { line, size, quantity }: Portion, at: string): void => {
  size.shippedQuantity += quantity;
  size.invoicedQuantity += quantity;
  tenant.stockMoves.push({
    at,
    reason: 'Shipment',
    document: order.order,
    warehouseID: line.warehouseID,
    styleColorID: line.styleColorID,
    sizeName: size.sizeName,
    quantity: -quantity,
  });
};

const invoiceLine = (order: SalesOrder, { line, size, quantity }: Portion): InvoiceLine => {
  const net = lineNet(line, quantity);
  return {
    orderLineID: line.orderLineID,
    styleColorID: line.styleColorID,
    sizeName: size.sizeName,
    quantity,
    amount: net - percentOf(net, order.discountPercentage),
  };
};

/** Tax, freight and what rounding left go on the invoice that completes the order [A]. */
const amountOf = (tenant: Tenant, order: SalesOrder, lines: readonly InvoiceLine[], last: boolean): number => {
  if (!last) return lines.reduce((sum, line) => sum + line.amount, 0);
  const before = itemsBy(tenant.invoices, orderOfInvoice, order.orderID).reduce((sum, { total }) => sum + total, 0);
  return merchandiseOf(order) + order.tax + order.freight - before;
};

/** Ships and bills an open order, or some units of it: stock goes out, a pick ticket and an invoice come to be. Throws `AimsRefusal`. */
export const shipOrder = (
  state: AimsState,
  tenant: Tenant,
  order: SalesOrder,
  { units, date }: { units?: UnitsToShip; date?: string },
  now: Date,
): Invoice => {
  const shipped = portions(order, units);
  const at = now.toISOString();
  pickOrder(state, tenant, order, 'S', now);
  for (const portion of shipped) takeOut(tenant, order, portion, at);
  const last = everything(order).every(({ quantity }) => quantity <= 0);
  const lines = shipped.map((portion) => invoiceLine(order, portion));
  const total = amountOf(tenant, order, lines, last);
  if (last) order.status = 'Completed';
  order.revision += 1;
  order.lastModifiedOn = at;
  return billOrder(state, tenant, order, { lines, total, last, date: date ?? at.slice(0, 10) }, now);
};
