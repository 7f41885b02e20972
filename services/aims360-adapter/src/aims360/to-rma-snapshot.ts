import { multiply, sum } from '@backhaul/money';
import { notUnderstood } from '@backhaul/vendor-http';
import type { RmaCredit, RmaLine, RmaSnapshot } from '../aims360-rma/rma-snapshot.js';
import { fitting, moneyOf, rmaDocument, type RmaDocument } from './documents.js';

/** Codes of warehouses by their ids, and where seconds go. */
export interface WarehouseNames {
  readonly codeOf: (warehouseId: string) => string | null;
  readonly seconds: string | null;
}

/** An RMA and the return number on it; null on one that was made without a return. */
export interface ReadRma {
  readonly externalReturnId: string | null;
  readonly rma: RmaSnapshot;
}

/** @throws VendorError VENDOR_NOT_UNDERSTOOD when the RMA does not fit the contract */
export function toRmaSnapshot(raw: unknown, warehouses: WarehouseNames): ReadRma {
  const document = fitting(rmaDocument, raw, 'the RMA');
  const rma: RmaSnapshot = {
    rmaId: document.rmaID,
    rmaNumber: document.rma,
    status: statusOf(document),
    source: sourceOf(document),
    warehouse: document.warehouseID ? warehouses.codeOf(document.warehouseID) : null,
    secondsWarehouse: warehouses.seconds,
    lines: linesOf(document),
    credit: creditOf(document),
    createdAt: document.createdOn,
    updatedAt: document.lastModifiedOn,
  };
  return { externalReturnId: document.thirdPartyReturnID ?? null, rma };
}

const sources: Readonly<Record<string, RmaSnapshot['source']>> = { loop: 'loop-link', api: 'api', manual: 'person' };

const sourceOf = ({ source }: RmaDocument): RmaSnapshot['source'] => sources[source?.toLowerCase() ?? ''] ?? null;

const statuses: Readonly<Record<string, RmaSnapshot['status']>> = {
  open: 'open',
  o: 'open',
  'credit memo issued': 'credited',
  c: 'credited',
  void: 'void',
  v: 'void',
};

/** Views know three statuses; the wire may abbreviate them (contracts/aims360.md §4, §8.2.9). Any other is not guessed at. */
function statusOf({ rma, status, creditMemo }: RmaDocument): RmaSnapshot['status'] {
  const known = statuses[status.toLowerCase()];
  if (known === undefined) throw notUnderstood('AIMS360', `the status '${status}' of RMA ${rma} is not known`);
  if (known === 'credited' && !creditMemo)
    throw notUnderstood('AIMS360', `RMA ${rma} is credited, and names no credit memo`);
  return known === 'open' && creditMemo ? 'credited' : known;
}

/** One line per item: the RMA may hold an item on several lines when price, reason or warehouse differ. */
function linesOf({ lineItems }: RmaDocument): RmaLine[] {
  const byItem = new Map<string, RmaLine>();
  for (const { style, color, sizes } of lineItems) {
    for (const size of sizes) {
      const line = lineOf(`${style}-${color}-${size.sizeName}`, size);
      const before = byItem.get(line.sku);
      byItem.set(line.sku, before === undefined ? line : together(before, line));
    }
  }
  return [...byItem.values()];
}

function lineOf(sku: string, size: RmaDocument['lineItems'][number]['sizes'][number]): RmaLine {
  return {
    sku,
    barcode: size.upc ?? null,
    authorized: size.authorizedQuantity,
    received: size.receivedQuantity,
    restocked: size.restockedQuantity,
    seconds: size.secondsQuantity,
    writtenOff: size.writtenOffQuantity,
    missing: size.missingQuantity,
  };
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
  const credited = lineItems.map(({ price, sizes }) =>
    multiply(
      moneyOf(price, currencyCode, 'the price'),
      sizes.reduce((units, size) => units + size.creditedQuantity, 0),
    ),
  );
  return {
    documentNumber: creditMemo,
    // The memo carries a date only; the change that made it is the moment.
    issuedAt: document.lastModifiedOn,
    total: moneyOf(document.creditTotal, currencyCode, 'the credit total'),
    merchandise: sum(credited, currencyCode),
    tax: moneyOf(document.tax, currencyCode, 'the tax'),
    freight: moneyOf(document.freight, currencyCode, 'the freight'),
    fee: moneyOf(document.restockingFee, currencyCode, 'the restocking fee'),
  };
}
