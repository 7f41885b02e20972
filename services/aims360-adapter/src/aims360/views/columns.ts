import type { ViewName } from './view-settings.js';

/** What is read of each view, by the names that the vendor gives the columns. */
export const columnsOf = {
  rmas: [
    ...['RMA', 'Status', 'LoopReturnID', 'CustomerAccount', 'Order', 'Warehouse', 'Currency', 'Tax', 'RestockingFee'],
    ...['Style', 'Color', 'Size', 'UPC', 'Price', 'AuthorizedQuantity', 'ReceivedQuantity', 'RestockedQuantity'],
    ...['SecondsQuantity', 'WrittenOffQuantity', 'MissingQuantity', 'CreditedQuantity', 'CreditMemo'],
    ...['CreditMemoAmount', 'LastModifiedOn'],
  ],
  transactions: [
    ...['Document', 'Type', 'CustomerAccount', 'Reference', 'Reason', 'Amount', 'OpenBalance', 'AppliedTo', 'Posted'],
    ...['PostedOn', 'Batch', 'TransactionDate', 'Currency', 'LastModifiedOn'],
  ],
  webOrders: ['WebOrderID', 'Channel', 'ThirdPartyOrderID', 'OrderName', 'Status', 'Issues', 'Order', 'LastModifiedOn'],
  orders: [
    ...['Order', 'CustomerAccount', 'ThirdPartyOrderID', 'ShipVia', 'Terms', 'Total', 'Currency', 'Invoice'],
    'LastModifiedOn',
  ],
} as const satisfies Record<ViewName, readonly string[]>;

export type Column<V extends ViewName> = (typeof columnsOf)[V][number];

/** One row, by the vendor's names of the columns; empty is null. */
export type Cells<V extends ViewName> = Readonly<Record<Column<V>, string | number | boolean | null>>;
