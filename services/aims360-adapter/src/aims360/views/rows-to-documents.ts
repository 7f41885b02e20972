import type { Cells } from './columns.js';

// Rows of views in the shape of the API's documents, so that both are read by the same code. What is not in the right form stays
// as it is: that it does not fit is told where documents are checked.

type Cell = string | number | boolean | null;

/** Of CSV everything is text. */
function numberOf(cell: Cell): Cell {
  const number = typeof cell === 'string' ? Number(cell) : cell;
  return Number.isNaN(number) ? cell : number;
}

const textOf = (cell: Cell): string | null => (cell === null ? null : String(cell));
const isYes = (cell: Cell): boolean => /^(yes|true|y|1)$/i.test(String(cell));

/** One RMA from its rows, one per size; ids are not shown, so its number stands for it, and codes for ids. */
export function rmaFromRows(rows: readonly Cells<'rmas'>[]) {
  const [head] = rows;
  return {
    rmaID: textOf(head?.RMA ?? null),
    rma: textOf(head?.RMA ?? null),
    status: textOf(head?.Status ?? null),
    thirdPartyReturnID: textOf(head?.LoopReturnID ?? null),
    warehouseID: textOf(head?.Warehouse ?? null),
    currencyCode: head?.Currency,
    tax: numberOf(head?.Tax ?? 0),
    // Returns of the shop carry none.
    freight: 0,
    restockingFee: numberOf(head?.RestockingFee ?? 0),
    creditTotal: numberOf(head?.CreditMemoAmount ?? 0),
    creditMemo: textOf(head?.CreditMemo ?? null),
    // The view shows the day only.
    createdOn: head?.LastModifiedOn,
    lastModifiedOn: head?.LastModifiedOn,
    lineItems: rows.map((row) => ({
      style: textOf(row.Style),
      color: textOf(row.Color),
      price: numberOf(row.Price),
      sizes: [
        {
          sizeName: textOf(row.Size),
          upc: textOf(row.UPC),
          authorizedQuantity: numberOf(row.AuthorizedQuantity),
          receivedQuantity: numberOf(row.ReceivedQuantity),
          restockedQuantity: numberOf(row.RestockedQuantity),
          secondsQuantity: numberOf(row.SecondsQuantity),
          writtenOffQuantity: numberOf(row.WrittenOffQuantity),
          missingQuantity: numberOf(row.MissingQuantity),
          creditedQuantity: numberOf(row.CreditedQuantity),
        },
      ],
    })),
  };
}

/** A ledger row; its document number stands for its id. */
export const transactionFromRow = (row: Cells<'transactions'>): object => ({
  transactionID: textOf(row.Document),
  transactionType: row.Type,
  document: textOf(row.Document),
  transactionDate: row.TransactionDate,
  amount: numberOf(row.Amount),
  openBalance: numberOf(row.OpenBalance),
  currencyCode: row.Currency,
  reasonCode: textOf(row.Reason),
  reference: textOf(row.Reference),
  appliedToTransactionID: textOf(row.AppliedTo),
  batchID: textOf(row.Batch),
  posted: isYes(row.Posted),
  postedOn: row.PostedOn,
  lastModifiedOn: row.LastModifiedOn,
});

/** A staged order; of its issues only the codes are shown. */
export const stagedFromRow = (row: Cells<'webOrders'>): object => ({
  webOrderID: textOf(row.WebOrderID),
  thirdPartyOrderID: textOf(row.ThirdPartyOrderID),
  orderName: textOf(row.OrderName),
  status: row.Status,
  issues: String(row.Issues ?? '')
    .split(',')
    .map((code) => code.trim())
    .filter((code) => code !== '')
    .map((code) => ({ code, message: code })),
  order: textOf(row.Order),
  lastModifiedOn: row.LastModifiedOn,
});

/** A sales order; codes stand for ids. */
export const orderFromRow = (row: Cells<'orders'>): object => ({
  orderID: textOf(row.Order),
  order: textOf(row.Order),
  thirdPartyOrderID: textOf(row.ThirdPartyOrderID),
  shipviaID: textOf(row.ShipVia),
  termID: textOf(row.Terms),
  total: numberOf(row.Total),
  currencyCode: row.Currency,
  lastModifiedOn: row.LastModifiedOn,
});
