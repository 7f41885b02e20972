/** contracts/aims360.md §4. Receipt is not a status: see `receiptStatus`. */
export type RmaStatus = 'Open' | 'Credit Memo Issued' | 'Void';

export const dispositions = ['Restock', 'Seconds', 'WriteOff', 'Missing'] as const;
export type Disposition = (typeof dispositions)[number];

export interface RmaSize {
  sizeName: string;
  upc: string | null;
  authorizedQuantity: number;
  receivedQuantity: number;
  restockedQuantity: number;
  secondsQuantity: number;
  writtenOffQuantity: number;
  missingQuantity: number;
  creditedQuantity: number;
}

export interface RmaLine {
  rmaLineID: string;
  lineNumber: number;
  styleColorID: string;
  style: string;
  color: string;
  /** Net unit price that the shopper paid, minor units. */
  price: number;
  returnAuthorizationID: string | null;
  warehouseID: string | null;
  lineNote: string | null;
  sizes: RmaSize[];
}

/** What came in for one size of one line in one receipt. `warehouseID` is where the goods went. */
export interface ReceivedUnits {
  rmaLineID: string;
  sizeName: string;
  quantity: number;
  disposition: Disposition;
  warehouseID: string;
}

export interface RmaReceipt {
  receiptReference: string;
  received: string;
  units: ReceivedUnits[];
  /** Stock has moved: at receipt or at credit, as the tenant has set it. */
  stockMoved: boolean;
  /** The first answer, given again when the reference comes again. */
  answer: unknown;
}

export interface Rma {
  rmaID: string;
  rma: string;
  status: RmaStatus;
  revision: number;
  customerID: string;
  customerAccount: string;
  orderID: string | null;
  order: string | null;
  invoice: string | null;
  customerPurchaseOrder: string | null;
  thirdPartyOrderID: string | null;
  thirdPartyReturnID: string | null;
  source: 'Manual' | 'Loop' | 'API';
  warehouseID: string;
  returnAuthorizationID: string;
  entered: string;
  expires: string | null;
  received: string | null;
  notes: string | null;
  trackingNumber: string | null;
  carrier: string | null;
  currencyCode: string;
  freight: number;
  restockingFee: number;
  tax: number;
  creditMemoID: string | null;
  creditMemo: string | null;
  creditMemoDate: string | null;
  creditTotal: number;
  createdOn: string;
  lastModifiedOn: string;
  createdBy: string;
  lines: RmaLine[];
  receipts: RmaReceipt[];
}

const allSizes = (rma: Rma): RmaSize[] => rma.lines.flatMap((line) => line.sizes);
const total = (rma: Rma, of: (size: RmaSize) => number): number =>
  allSizes(rma).reduce((sum, size) => sum + of(size), 0);

export const unitsReceived = (rma: Rma): number => total(rma, (size) => size.receivedQuantity);
export const unitsAuthorized = (rma: Rma): number => total(rma, (size) => size.authorizedQuantity);

/** Derived from the quantities; missing units are accounted for, so they do not keep an RMA at `Partial`. */
export const receiptStatus = (rma: Rma): 'None' | 'Partial' | 'Full' => {
  const accounted = unitsReceived(rma) + total(rma, (size) => size.missingQuantity);
  if (accounted === 0) return 'None';
  return accounted < unitsAuthorized(rma) ? 'Partial' : 'Full';
};

export const sizeOnLine = (rma: Rma, rmaLineID: string, sizeName: string): RmaSize | undefined =>
  rma.lines
    .find((line) => line.rmaLineID.toLowerCase() === rmaLineID.toLowerCase())
    ?.sizes.find((size) => size.sizeName === sizeName);

/** Any change is a new revision (the etag) and moves `lastModifiedOn`, on which readers poll. */
export const touch = (rma: Rma, now: Date): void => {
  rma.revision += 1;
  rma.lastModifiedOn = now.toISOString();
};
