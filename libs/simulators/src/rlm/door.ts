import type { Kernel } from '../kernel/index.js';
import { addOrder } from './add-order.js';
import type { RlmDoor } from './door-types.js';
import { postTxn } from './inventory/ledger.js';
import { brokenInvariants, unsettledRas } from './invariants.js';
import { addCompany } from './masters/add-company.js';
import { addItem } from './masters/add-item.js';
import { requireItem, requireWarehouse } from './masters/lookup.js';
import { cancelOrder, editOrder } from './orders/edit.js';
import type { Order } from './orders/entities.js';
import { shipOrder } from './orders/ship.js';
import { raByNumber, transmitRa } from './ra/actions.js';
import { createReturnAuthorizations } from './ra/create.js';
import { recordReceipt } from './receipts/record.js';
import { importRefund } from './refunds/import.js';
import { resolveHeldReceipts } from './receipts/resolve.js';
import { found } from './refusal.js';
import type { Company, RlmState } from './state.js';
import {
  creditRow,
  invoiceRow,
  itemRow,
  orderRow,
  raRow,
  receiptRow,
  refundImportRow,
  warehouseRow,
} from './views/rows.js';

const anyItem = { upc: null, style: null, color: null, size: null, length: null };

const refuse = (company: Company, broken: readonly string[]): void => {
  if (broken.length > 0) throw new Error(`RLM company ${company.number}: ${broken.join('; ')}`);
};

const invoiced = ({ orders }: Company): Order[] => orders.filter(({ invoice_number }) => invoice_number > 0);

/** Builds the side door: every method works on the kernel's state at the kernel's time. */
export const rlmDoor = ({ state, clock }: Kernel<RlmState>): RlmDoor => {
  const of = (number: number): Company => found(state.companies[String(number)], 'Invalid Company');
  const orderOf = (company: number, orderNumber: number): Order =>
    found(
      of(company).orders.find((each) => each.order_number === orderNumber),
      'Order Not Found',
    );
  return {
    addCompany: (company) => addCompany(state, company, clock.now()).warehouses.map(warehouseRow),
    configure: (company, settings) => Object.assign(of(company).settings, settings),
    addItem: (company, item) => {
      const added = addItem(of(company), item, clock.now());
      resolveHeldReceipts(of(company), clock.now());
      return itemRow(added);
    },
    setWarehouse: (company, number, change) => {
      const warehouse = requireWarehouse(of(company), number);
      return warehouseRow(Object.assign(warehouse, change, { updated_at: clock.now().toISOString() }));
    },
    addOrder: (company, order) => addOrder(of(company), order, clock.now()).map(orderRow),
    ship: (company, orderNumber) => {
      const order = orderOf(company, orderNumber);
      const open = order.lines.map((line): [number, number] => [line.line_no, line.quantity - line.shipped_qty]);
      shipOrder(of(company), order, new Map(open), clock.now());
      return orderRow(order);
    },
    typeRa: (company, ra) => createReturnAuthorizations(of(company), ra, clock.now()).map(raRow),
    typeTransmission: (company, raNumber) => {
      const ra = raByNumber(of(company), raNumber);
      transmitRa(ra, clock.now());
      return raRow(ra);
    },
    typeReceipt: (company, receipt) => receiptRow(recordReceipt(of(company), receipt, clock.now())),
    typeRefund: (company, refund) => refundImportRow(importRefund(of(company), refund, clock.now())),
    editOrder: (company, orderNumber, edit) => {
      const order = orderOf(company, orderNumber);
      editOrder(of(company), order, edit, clock.now());
      return orderRow(order);
    },
    cancelOrder: (company, orderNumber) => {
      const order = orderOf(company, orderNumber);
      cancelOrder(order, clock.now());
      return orderRow(order);
    },
    orders: (company) => of(company).orders.map(orderRow),
    invoices: (company) => invoiced(of(company)).map(invoiceRow),
    ras: (company) => of(company).ras.map(raRow),
    receipts: (company) => of(company).receipts.map(receiptRow),
    credits: (company) => of(company).credits.map(creditRow),
    worklist: (company) => of(company).worklist,
    adjust: (company, number, sku, qty) => {
      const { number: warehouse } = requireWarehouse(of(company), number);
      const { sku: known } = requireItem(of(company), { ...anyItem, sku }, 1);
      const entry = { type: 'ADJUST', warehouse, sku: known, qty, source_doc: 'DOOR' } as const;
      postTxn(of(company), entry, clock.now());
      return of(company).balances[`${warehouse}/${known}`]?.on_hand ?? 0;
    },
    balance: (company, warehouse, sku) => of(company).balances[`${warehouse}/${sku}`]?.on_hand ?? 0,
    assertInvariants: (company) => refuse(of(company), brokenInvariants(of(company))),
    assertSettled: (company) => refuse(of(company), [...brokenInvariants(of(company)), ...unsettledRas(of(company))]),
  };
};
