/** Goods set aside for an order in a warehouse. Letters: open, packed, shipped (contracts/aims360.md §1.4). */
export interface PickTicket {
  pickTicketID: string;
  pickTicket: string;
  orderID: string;
  warehouseID: string;
  status: 'O' | 'P' | 'S';
  trackingNumber: string | null;
  lastModifiedOn: string;
}

export interface InvoiceLine {
  orderLineID: string;
  styleColorID: string;
  sizeName: string;
  quantity: number;
  /** Net of every discount, minor units. */
  amount: number;
}

/** What was shipped and billed. Its open balance is that of its row in the receivables ledger. */
export interface Invoice {
  invoiceID: string;
  invoice: string;
  orderID: string;
  order: string;
  customerAccount: string;
  invoiceDate: string;
  total: number;
  currencyCode: string;
  isVoid: boolean;
  transactionID: string;
  lines: InvoiceLine[];
  lastModifiedOn: string;
}
