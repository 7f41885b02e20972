import { multiply, parseMoney, subtract, sum, type Money } from '@backhaul/money';
import { notUnderstood, type VendorClient } from '@backhaul/vendor-http';
import { z } from 'zod';
import type { OrderDocument } from '../../exchange-order/documents.js';
import { shareOf } from '../../exchange-order/order-money.js';
import type { RlmOrder } from '../../exchange-order/rlm-order.js';
import type { ShopLine } from '../../exchange-order/shop-order.js';
import { writing, type VendorCall } from '../../vendor-call.js';
import { OrderRefused } from '../order-refused.js';
import type { Reading, RlmOrders, ShipTo } from '../orders-port.js';
import { list, ra } from './documents.js';
import { orderBody } from './order-body.js';
import { all, readAs } from './read.js';

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);
const fraction = z.string().regex(/^[01]?(\.\d{1,5})?$/);
const text = z.string().min(1);

const orderRow = z.object({
  order_number: z.int(),
  division: z.int(),
  status: z.string(),
  external_order_id: z.string().nullish(),
  account: text,
  store: z.int(),
  state: z.string().nullish(),
  discount: fraction.nullish(),
  tax_amount: decimal.nullish(),
  shipping_amount: decimal.nullish(),
  misc_charges: z.array(z.object({ amount: decimal })).default([]),
  lines: z.array(z.object({ price: decimal, quantity: z.int(), external_line_id: z.string().nullish() })),
  updated_at: z.iso.datetime({ offset: true }).transform((at) => new Date(at).toISOString()),
});
type OrderRow = z.infer<typeof orderRow>;

const itemRow = z.object({ sku: z.string(), upc: z.string().nullish(), division: z.int() });

/** Sales orders over RLM's assumed REST API (contracts/rlm-and-3pl.md §1.4, §2.2). */
export class RestOrders implements RlmOrders {
  constructor(private readonly http: VendorClient) {}

  async find(shopOrderId: string, currency: string, call: Reading): Promise<RlmOrder[]> {
    const rows = await all(this.http, '/orders', orderRow, { external_id: shopOrderId }, call);
    // A server that ignores the filter must not give us another order.
    const own = rows.filter(({ external_order_id: id }) => lastPart(id ?? '') === lastPart(shopOrderId));
    return own.map((row) => toOrder(row, currency));
  }

  async divisionsOf(lines: readonly ShopLine[], call: Reading): Promise<ReadonlyMap<ShopLine, number>> {
    const divisions = new Map<ShopLine, number>();
    for (const [index, line] of lines.entries()) {
      const query = line.sku === null ? { upc: line.barcode ?? '' } : { sku: line.sku };
      const items = await all(this.http, '/items', itemRow, query, call);
      const item = items.find(({ sku, upc }) => (line.sku === null ? upc === line.barcode : sku === line.sku));
      if (item === undefined) {
        const name = line.sku ?? line.barcode ?? line.title ?? 'without SKU';
        throw new OrderRefused(`Invalid SKU Number on Line ${index + 1}: RLM has no item ${name}`);
      }
      divisions.set(line, item.division);
    }
    return divisions;
  }

  async raNumbersOf(externalReturnId: string, call: Reading): Promise<string[]> {
    const rows = await all(this.http, '/return-authorizations', ra, { external_rma_id: externalReturnId }, call);
    return rows.filter((row) => row.external_rma_id === externalReturnId).map((row) => String(row.ra_number));
  }

  async create(
    order: OrderDocument,
    shipTo: ShipTo,
    raNumbers: readonly string[],
    call: VendorCall,
  ): Promise<RlmOrder> {
    const answer = await this.http.post('/orders', orderBody(order, shipTo, raNumbers), writing(call));
    const rows = readAs('the order', list(orderRow), answer.json()).items;
    const [row] = rows;
    if (row === undefined || rows.length > 1 || row.division !== order.division) {
      const divisions = rows.map(({ division }) => division).join(', ') || 'none';
      throw notUnderstood('RLM', `an order for division ${order.division} came back for these: ${divisions}`);
    }
    return toOrder(row, order.draft.captured.currency);
  }
}

const lastPart = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

/** Any other is one on the way. */
const statuses: Readonly<Record<string, RlmOrder['status']>> = { SHIPPED: 'shipped', CANCELLED: 'cancelled' };

function toOrder(row: OrderRow, currency: string): RlmOrder {
  const amount = (of: string | null | undefined): Money => parsed(of ?? '0', row.order_number, currency);
  const merchandise = sum(
    row.lines.map(({ price, quantity }) => multiply(amount(price), quantity)),
    currency,
  );
  const discount = shareOf(merchandise, Math.round(Number(row.discount ?? '0') * 100_000));
  const charges = sum(
    row.misc_charges.map((charge) => amount(charge.amount)),
    currency,
  );
  const receivable = sum(
    [subtract(merchandise, discount), amount(row.tax_amount), amount(row.shipping_amount), charges],
    currency,
  );
  return {
    orderNumber: String(row.order_number),
    division: row.division,
    status: statuses[row.status] ?? 'open',
    ...{ account: row.account, store: row.store, state: row.state ?? null },
    lines: row.lines.map(({ external_line_id: id, quantity }) => ({ externalLineId: id ?? null, quantity })),
    ...{ discount, charges, receivable, updatedAt: row.updated_at },
  };
}

function parsed(amount: string, orderNumber: number, currency: string): Money {
  try {
    return parseMoney(amount, currency);
  } catch {
    throw notUnderstood('RLM', `order ${orderNumber} holds '${amount}', which is no amount in ${currency}`);
  }
}
