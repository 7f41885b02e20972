import { sameExternalId } from '../external-id.js';
import { nextNumber } from '../ids.js';
import { postTxn } from '../inventory/ledger.js';
import { RlmRefusal } from '../refusal.js';
import type { Company } from '../state.js';
import { creditAmounts } from './amounts.js';
import { checkRefund } from './check.js';
import type { ImportableLine } from './check.js';
import { closeRaLines } from './close-lines.js';
import type { CreditInvoice, CreditLine, ImportedLine, Refund, RefundImportResult } from './entities.js';
import { readRefund } from './read.js';
import { planRestock } from './restock.js';
import type { PlannedRestock } from './restock.js';

const nothingPosted = (
  refund: Refund,
  result: 'SKIPPED' | 'ERROR',
  message: string,
  lines: readonly ImportedLine[],
): RefundImportResult => ({
  refund_id: refund.refund_id,
  result,
  message,
  credit_number: null,
  credit_total: null,
  misc_charges: [],
  restocked: [],
  lines: [...lines],
});

const creditLine = ({ order, orderLine, refunded }: ImportableLine): CreditLine => ({
  order_number: order.order_number,
  season: 'P26',
  style: orderLine.style,
  sku_number: orderLine.sku_number,
  sku: orderLine.sku,
  color: orderLine.color,
  size: orderLine.size,
  upc: orderLine.upc,
  units: refunded.quantity,
  unit_price: orderLine.price,
});

const issueCredit = (company: Company, refund: Refund, lines: readonly ImportableLine[], now: Date): CreditInvoice => {
  const order = lines[0]?.order;
  const credit: CreditInvoice = {
    credit_number: nextNumber(company, 'credit'),
    credit_date: now.toISOString().slice(0, 10),
    original_invoice_number: order?.invoice_number ?? 0,
    original_order_number: order?.order_number ?? 0,
    customer_po: order?.customer_po ?? null,
    discount: '0.00000',
    currency: refund.currency,
    ...creditAmounts(refund, lines),
    external_refund_id: refund.refund_id,
    lines: lines.map(creditLine),
    updated_at: now.toISOString(),
  };
  company.credits.push(credit);
  return credit;
};

const restock = (company: Company, restocks: readonly PlannedRestock[], creditNumber: number, now: Date): void => {
  for (const { sku, warehouse, quality, quantity } of restocks) {
    const type = quality === '1' ? 'REFUND_RESTOCK' : 'REFUND_SECOND';
    postTxn(company, { type, warehouse, sku, qty: quantity, source_doc: String(creditNumber) }, now);
  }
};

/** The result that an earlier run stored for this refund, if any. */
export const storedImport = (company: Company, refundId: string): RefundImportResult | undefined =>
  company.refundImports.find((each) => sameExternalId(each.refund_id, refundId))?.result;

/**
 * Imports a Shopify refund: rules 1 to 9 of contracts/rlm-and-3pl.md §6, all of it or nothing.
 * Only a refund that made a credit is stored: a skipped or failed one may be looked at again. Throws 409 on a repeat.
 */
export const importRefund = (company: Company, input: unknown, now: Date): RefundImportResult => {
  const refund = readRefund(company, input, now);
  if (storedImport(company, refund.refund_id) !== undefined)
    throw new RlmRefusal('DUPLICATE', 'Refund ID Already Exists');
  const checked = checkRefund(company, refund);
  if (checked.kind === 'error') return nothingPosted(refund, 'ERROR', checked.message, checked.lines);
  if (checked.kind === 'skipped') return nothingPosted(refund, 'SKIPPED', checked.message, checked.skipped);
  const plan = planRestock(company, checked.lines);
  if (plan.kind === 'error') {
    const { message, external_line_id } = plan;
    return nothingPosted(refund, 'ERROR', message, [{ external_line_id, result: 'ERROR', message }]);
  }

  const credit = issueCredit(company, refund, checked.lines, now);
  restock(company, plan.restocks, credit.credit_number, now);
  for (const { orderLine, order, refunded } of checked.lines) {
    orderLine.returned_qty += refunded.quantity;
    order.updated_at = now.toISOString();
  }
  closeRaLines(company, checked.lines, now);
  const importedLines = checked.lines.map(({ refunded: { external_line_id } }): ImportedLine => {
    return { external_line_id, result: 'CREATED', message: null };
  });
  const result: RefundImportResult = {
    refund_id: refund.refund_id,
    result: 'CREATED',
    message: null,
    credit_number: credit.credit_number,
    credit_total: credit.total,
    misc_charges: credit.misc_charges,
    restocked: plan.restocks.map(({ order_number: _order, ...restocked }) => restocked),
    lines: [...importedLines, ...checked.skipped],
  };
  const whole = checked.skipped.length === 0;
  company.refundImports.push({ refund_id: refund.refund_id, money_refunded: refund.money_refunded, whole, result });
  return result;
};
