import { openBalanceOfMemo } from '../ar/ledger.js';
import { itemBy } from '../items-by.js';
import { toWire } from '../money.js';
import { memoKey } from '../rma/credit.js';
import { receiptStatus } from '../rma/entities.js';
import type { Rma, RmaLine, RmaSize } from '../rma/entities.js';
import type { Tenant } from '../state.js';
import { codeOf, warehouseCode } from './names.js';
import { everyRow, where } from './source.js';
import type { Cells, Source } from './source.js';

const creditCells = (tenant: Tenant, rma: Rma): Cells => {
  const memo = rma.creditMemoID === null ? undefined : itemBy(tenant.creditMemos, memoKey, rma.creditMemoID);
  return {
    CreditMemo: rma.creditMemo,
    CreditMemoDate: rma.creditMemoDate,
    CreditMemoAmount: memo === undefined ? null : toWire(memo.amount),
    CreditMemoOpenBalance: memo === undefined ? null : toWire(openBalanceOfMemo(tenant, memo)),
  };
};

const headerCells = (tenant: Tenant, rma: Rma): Cells => ({
  RMA: rma.rma,
  Status: rma.status,
  ReceiptStatus: receiptStatus(rma),
  CustomerAccount: rma.customerAccount,
  Order: rma.order,
  Invoice: rma.invoice,
  CustomerPurchaseOrder: rma.customerPurchaseOrder,
  ThirdPartyOrderID: rma.thirdPartyOrderID,
  LoopReturnID: rma.thirdPartyReturnID,
  Source: rma.source,
  Warehouse: warehouseCode(tenant, rma.warehouseID),
  Reason: codeOf(tenant, 'returnAuthorizations', rma.returnAuthorizationID),
  Entered: rma.entered,
  Expires: rma.expires,
  Received: rma.received,
  TrackingNumber: rma.trackingNumber,
  Carrier: rma.carrier,
  Notes: rma.notes,
  Currency: rma.currencyCode,
  Freight: toWire(rma.freight),
  RestockingFee: toWire(rma.restockingFee),
  Tax: toWire(rma.tax),
  CreditTotal: toWire(rma.creditTotal),
  ...creditCells(tenant, rma),
  CreatedOn: rma.createdOn,
  LastModifiedOn: rma.lastModifiedOn,
  RmaID: rma.rmaID,
});

const sizeCells = (tenant: Tenant, line: RmaLine, size: RmaSize): Cells => ({
  LineNumber: line.lineNumber,
  Style: line.style,
  Color: line.color,
  Size: size.sizeName,
  UPC: size.upc,
  Price: toWire(line.price),
  LineReason: codeOf(tenant, 'returnAuthorizations', line.returnAuthorizationID),
  LineWarehouse: warehouseCode(tenant, line.warehouseID),
  AuthorizedQuantity: size.authorizedQuantity,
  ReceivedQuantity: size.receivedQuantity,
  RestockedQuantity: size.restockedQuantity,
  SecondsQuantity: size.secondsQuantity,
  WrittenOffQuantity: size.writtenOffQuantity,
  MissingQuantity: size.missingQuantity,
  CreditedQuantity: size.creditedQuantity,
});

const partColumns = [
  'LineNumber',
  'Style',
  'Color',
  'Size',
  'UPC',
  'Price',
  'LineReason',
  'LineWarehouse',
  'AuthorizedQuantity',
  'ReceivedQuantity',
  'RestockedQuantity',
  'SecondsQuantity',
  'WrittenOffQuantity',
  'MissingQuantity',
  'CreditedQuantity',
] as const;

/** `RMA and Credit Memos`: a row per RMA, or per size of its lines. */
export const rmaSource: Source = {
  columns: [
    'RMA',
    'Status',
    'ReceiptStatus',
    'CustomerAccount',
    'Order',
    'Invoice',
    'CustomerPurchaseOrder',
    'ThirdPartyOrderID',
    'LoopReturnID',
    'Source',
    'Warehouse',
    'Reason',
    'Entered',
    'Expires',
    'Received',
    'TrackingNumber',
    'Carrier',
    'Notes',
    'Currency',
    'Freight',
    'RestockingFee',
    'Tax',
    'CreditTotal',
    'CreditMemo',
    'CreditMemoDate',
    'CreditMemoAmount',
    'CreditMemoOpenBalance',
    'CreatedOn',
    'LastModifiedOn',
    'RmaID',
  ],
  partColumns,
  rows: (tenant, perPart) =>
    tenant.rmas.flatMap((rma) => {
      const header = headerCells(tenant, rma);
      if (!perPart) return [header];
      return rma.lines.flatMap((line) => line.sizes.map((size) => ({ ...header, ...sizeCells(tenant, line, size) })));
    }),
  views: {
    All: everyRow,
    'Open RMA': where('Status', 'Open'),
    'Credit Memo Issued': where('Status', 'Credit Memo Issued'),
    Void: where('Status', 'Void'),
  },
};
