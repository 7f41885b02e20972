import { Reader } from '../../input/reader.js';
import { sameExternalId } from '../external-id.js';
import { nextNumber } from '../ids.js';
import { requireItem, requireWarehouse } from '../masters/lookup.js';
import { RlmRefusal, malformed } from '../refusal.js';
import type { Company } from '../state.js';
import { skuRefOf } from '../sku-ref.js';
import type { MiscCharge, Order, OrderLine } from './entities.js';
import { orderTotals } from './totals.js';

interface ReadLine {
  readonly division: number;
  readonly line: OrderLine;
}

const warehouseOf = (body: Reader, line: Reader, company: Company): number => {
  const given = line.wholeOrNull('warehouse', 1) ?? body.wholeOrNull('warehouse', 1);
  const text = 'No Warehouse Was Received And There Is No Setup For A Preferred One';
  if (given === null) throw new RlmRefusal('VALIDATION', text);
  return requireWarehouse(company, given).number;
};

const readLine = (body: Reader, line: Reader, company: Company, line_no: number): ReadLine => {
  const item = requireItem(company, skuRefOf(line), line_no);
  return {
    division: item.division,
    line: {
      line_no,
      sku_number: item.internal_sku_number,
      sku: item.sku,
      style: item.style,
      color: item.color,
      size: item.size,
      length: item.length,
      upc: item.upc,
      price: line.amountFromText('price'),
      tax: line.has('tax') ? line.amountFromText('tax') : 0,
      quantity: line.whole('quantity', 1),
      warehouse: warehouseOf(body, line, company),
      external_line_id: line.textOrNull('external_line_id', 64),
      shipped_qty: 0,
      returned_qty: 0,
      warehouse_shipped: null,
    },
  };
};

const readCharges = (body: Reader): MiscCharge[] =>
  (body.has('misc_charges') ? body.list('misc_charges') : []).map((charge) => ({
    code: charge.text('code', 10),
    amount: charge.amountFromText('amount'),
    description: charge.textOrNull('description', 80) ?? '',
  }));

const refuseKnown = (company: Company, externalId: string | null, divisions: readonly number[]): void => {
  const known = company.orders.some(
    (order) => sameExternalId(order.external_order_id, externalId) && divisions.includes(order.division),
  );
  if (known) throw new RlmRefusal('DUPLICATE', 'Order Already Exists');
};

/** A fraction of at most one, always with five decimals. */
const discountOf = (body: Reader): string => {
  const text = body.textOrNull('discount', 10) ?? '0';
  if (!/^(0(\.\d{1,5})?|1(\.0{1,5})?)$/.test(text)) throw new RlmRefusal('VALIDATION', 'Invalid Discount');
  const [whole = '0', decimals = ''] = text.split('.');
  return `${whole}.${decimals.padEnd(5, '0')}`;
};

const headerOf = (body: Reader, company: Company, now: Date) => {
  const today = now.toISOString().slice(0, 10);
  const state = body.textOrNull('state');
  if (state !== null && state.length > 2)
    throw new RlmRefusal('VALIDATION', 'Shipping State Too Long. Max 2 Characters');
  return {
    account: body.textOrNull('account', 10) ?? company.customers[0]?.account ?? '',
    store: body.wholeOrNull('store', 1) ?? 1,
    customer_po: body.textOrNull('customer_po', 20),
    order_date: body.date('order_date') ?? today,
    start_date: body.date('start_date') ?? today,
    cancel_date: body.date('cancel_date') ?? today,
    discount: discountOf(body),
    special01: body.textOrNull('special01', 30),
    special02: body.textOrNull('special02', 30),
    special03: body.textOrNull('special03', 30),
    special04: body.textOrNull('special04', 30),
    state,
    external_order_id: body.textOrNull('external_order_id', 64),
    updated_at: now.toISOString(),
  };
};

/** An order of the web is paid in full unless it says otherwise; the first order takes what is named. */
const takePayment = (orders: readonly Order[], named: number | null): void => {
  for (const [index, order] of orders.entries()) {
    const { total } = orderTotals(order);
    if (total < 0) throw new RlmRefusal('VALIDATION', 'Order Total Is Below Zero');
    order.payment = named === null ? total : index === 0 ? named : 0;
  }
};

/** Creates one order per division; the first error is told and nothing is created (§8). Freight and charges go on the first. */
export const createOrders = (company: Company, input: unknown, now: Date): Order[] => {
  const body = new Reader(input, malformed);
  const header = headerOf(body, company, now);
  const lines = body.list('lines').map((line, index) => readLine(body, line, company, index + 1));
  if (lines.length === 0) throw body.wrong('lines', 'must have an entry');
  const divisions = [...new Set(lines.map(({ division }) => division))];
  refuseKnown(company, header.external_order_id, divisions);
  const misc_charges = readCharges(body);
  const shipping_amount = body.has('shipping_amount') ? body.amountFromText('shipping_amount') : 0;
  const payment = body.has('payment_amount') ? body.amountFromText('payment_amount') : null;

  const orders = divisions.map((division, index): Order => {
    const own = lines.filter((each) => each.division === division).map((each) => each.line);
    return {
      ...header,
      order_number: nextNumber(company, 'order'),
      invoice_number: 0,
      division,
      warehouse: own[0]?.warehouse ?? 0,
      status: 'OPEN',
      tax_amount: own.reduce((sum, line) => sum + line.tax, 0),
      shipping_amount: index === 0 ? shipping_amount : 0,
      misc_charges: index === 0 ? misc_charges : [],
      payment: 0,
      lines: own,
    };
  });
  takePayment(orders, payment);
  company.orders.push(...orders);
  return orders;
};
