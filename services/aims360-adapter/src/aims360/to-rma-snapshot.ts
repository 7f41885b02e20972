import { multiply, parseMoney, sum, type Money } from '@backhaul/money';
import { notUnderstood } from '@backhaul/vendor-http';
import type { RmaCredit, RmaLine, RmaSnapshot } from '../aims360-rma/rma-snapshot.js';
import { itemKey } from '../aims360-rma/rma-snapshot.js';
import { rmaDocument, type RmaDocument } from './documents.js';

/** Codes of warehouses by their ids, and where seconds go. */
export interface WarehouseNames {
  readonly codeOf: (warehouseId: string) => string | null;
  readonly seconds: string | null;
}

/** @throws VendorError VENDOR_NOT_UNDERSTOOD when the RMA does not fit the contract */
export function toRmaSnapshot(
  raw: unknown,
  warehouses: WarehouseNames,
): RmaSnapshot & { externalReturnId: string | null } {
  const parsed = rmaDocument.safeParse(raw);
  if (!parsed.success) {
    const details = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), expected: issue.message }));
    throw notUnderstood('AIMS360', 'the RMA does not fit its contract', details);
  }
  const document = parsed.data;
  return {
    externalReturnId: document.thirdPartyReturnID ?? null,
    rmaId: document.rmaID,
    rmaNumber: document.rma,
    status: statusOf(document),
    warehouse: document.warehouseID ? warehouses.codeOf(document.warehouseID) : null,
    secondsWarehouse: warehouses.seconds,
    lines: linesOf(document),
    credit: creditOf(document),
    createdAt: new Date(document.createdOn),
    updatedAt: new Date(document.lastModifiedOn),
  };
}

/** Views know three statuses; the wire may abbreviate them (contracts/aims360.md §4, §8.2.9). */
function statusOf({ status, creditMemo }: RmaDocument): RmaSnapshot['status'] {
  if (creditMemo) return 'credited';
  return status.toUpperCase().startsWith('V') ? 'void' : 'open';
}

/** One line per item: the RMA may hold an item on several lines when price, reason or warehouse differ. */
function linesOf(document: RmaDocument): RmaLine[] {
  const byItem = new Map<string, RmaLine>();
  for (const { style, color, sizes } of document.lineItems) {
    for (const size of sizes) {
      const line: RmaLine = {
        sku: `${style}-${color}-${size.sizeName}`,
        barcode: size.upc ?? null,
        authorized: size.authorizedQuantity,
        received: size.receivedQuantity,
        restocked: size.restockedQuantity,
        seconds: size.secondsQuantity,
        writtenOff: size.writtenOffQuantity,
        missing: size.missingQuantity,
      };
      const before = byItem.get(itemKey(line));
      byItem.set(itemKey(line), before === undefined ? line : together(before, line));
    }
  }
  return [...byItem.values()];
}

function together(left: RmaLine, right: RmaLine): RmaLine {
  return {
    ...left,
    authorized: left.authorized + right.authorized,
    received: left.received + right.received,
    restocked: left.restocked + right.restocked,
    seconds: left.seconds + right.seconds,
    writtenOff: left.writtenOff + right.writtenOff,
    missing: left.missing + right.missing,
  };
}

function creditOf(document: RmaDocument): RmaCredit | null {
  const { creditMemo, currencyCode, lineItems } = document;
  if (!creditMemo) return null;
  const money = (value: number): Money => parseMoney(value, currencyCode);
  const credited = lineItems.map(({ price, sizes }) =>
    multiply(
      money(price),
      sizes.reduce((units, size) => units + size.creditedQuantity, 0),
    ),
  );
  return {
    documentNumber: creditMemo,
    // The memo carries a date only; the change that made it is the moment.
    issuedAt: new Date(document.lastModifiedOn),
    total: money(document.creditTotal),
    merchandise: sum(credited, currencyCode),
    tax: money(document.tax),
    freight: money(document.freight),
    fee: money(document.restockingFee),
  };
}
