import { allocated } from '../inventory/ledger.js';
import type { Balance } from '../inventory/ledger.js';
import type { Item, Warehouse } from '../masters/entities.js';
import { toDecimal } from '../money.js';
import type { MiscCharge, Order, Shipment } from '../orders/entities.js';
import { orderTotals } from '../orders/totals.js';
import type { ReturnAuthorization } from '../ra/entities.js';
import { receiptKey } from '../receipts/entities.js';
import type { ReturnReceipt } from '../receipts/entities.js';
import type { CreditInvoice, RefundImportResult } from '../refunds/entities.js';
import type { Company } from '../state.js';

/** A row as it goes out. `updated_at` and `id` are what lists are ordered by. */
export type Row = Record<string, unknown> & { readonly id: string; readonly updated_at: string };

const charges = (misc: readonly MiscCharge[]): unknown[] =>
  misc.map((charge) => ({ ...charge, amount: toDecimal(charge.amount) }));
const padded = (number: number): string => String(number).padStart(9, '0');

/** Without a UPC the API shows STYLE-COLOR-SIZE in its place (§2.1). */
export const shownUpc = (item: Item): string => item.upc ?? item.sku;

export const itemRow = (item: Item): Row => ({ id: item.sku, ...item, upc: shownUpc(item) });

export const warehouseRow = (warehouse: Warehouse): Row => ({ id: padded(warehouse.number), ...warehouse });

export const balanceRow = (company: Company, balance: Balance): Row => {
  const { warehouse, sku, on_hand, last_txn_id, updated_at } = balance;
  const item = company.items.find((each) => each.sku === sku);
  const promised = allocated(company, warehouse, sku);
  return {
    id: `${padded(warehouse)}/${sku}`,
    warehouse,
    quality: company.warehouses.find((each) => each.number === warehouse)?.quality ?? null,
    sku,
    style: item?.style ?? null,
    color: item?.color ?? null,
    size: item?.size ?? null,
    length: item?.length ?? null,
    upc: item?.upc ?? sku,
    on_hand,
    allocated: promised,
    ats: on_hand - promised,
    last_txn_id,
    updated_at,
  };
};

export const orderRow = (order: Order): Row => ({
  id: padded(order.order_number),
  ...order,
  tax_amount: toDecimal(order.tax_amount),
  shipping_amount: toDecimal(order.shipping_amount),
  misc_charges: charges(order.misc_charges),
  payment: toDecimal(order.payment),
  total: toDecimal(orderTotals(order).total),
  lines: order.lines.map((line) => ({ ...line, price: toDecimal(line.price), tax: toDecimal(line.tax) })),
});

/** The invoice of an order that was shipped. `open_balance`: what the customer still owes. */
export const invoiceRow = (order: Order): Row => {
  const { merchandise, discount, tax, freight, total } = orderTotals(order);
  return {
    id: padded(order.invoice_number),
    ...{ invoice_number: order.invoice_number, order_number: order.order_number, customer_po: order.customer_po },
    merchandise: toDecimal(merchandise),
    discount: toDecimal(discount),
    sales_tax: toDecimal(tax),
    freight_charge: toDecimal(freight),
    misc_charges: charges(order.misc_charges),
    total: toDecimal(total),
    paid: toDecimal(order.payment),
    open_balance: toDecimal(total - order.payment),
    updated_at: order.updated_at,
  };
};

export const shipmentRow = (shipment: Shipment): Row => ({
  id: padded(shipment.pick_ticket),
  ...shipment,
  lines: shipment.lines.map((line) => ({ ...line, unit_price: toDecimal(line.unit_price) })),
});

export const raRow = ({ final: _final, ...ra }: ReturnAuthorization): Row => ({
  id: padded(ra.ra_number),
  ...ra,
  lines: ra.lines.map(({ qty_refunded: _refunded, ...line }) => ({ ...line })),
});

export const receiptRow = (receipt: ReturnReceipt): Row => ({ id: receiptKey(receipt), ...receipt });

export const creditRow = (credit: CreditInvoice): Row => ({
  id: padded(credit.credit_number),
  ...credit,
  exchange_rate: '1.00000',
  merchandise: toDecimal(credit.merchandise),
  sales_tax: toDecimal(credit.sales_tax),
  freight_charge: toDecimal(credit.freight_charge),
  misc_charges: charges(credit.misc_charges),
  total: toDecimal(credit.total),
  lines: credit.lines.map((line) => ({ ...line, unit_price: toDecimal(line.unit_price) })),
});

export const refundImportRow = (result: RefundImportResult): Record<string, unknown> => ({
  ...result,
  credit_total: result.credit_total === null ? null : toDecimal(result.credit_total),
  misc_charges: charges(result.misc_charges),
});
