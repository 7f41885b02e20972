import { known } from '../refusal.js';
import type { Tenant } from '../state.js';
import { sources } from './sources.js';
import type { View } from './view.js';

/** A column under its own name, or under one that the merchant gave it. */
export type ViewColumn = string | { name: string; of: string };

/** Makes a view, or changes its columns: also those of a system view. Throws `InvalidInput` for a column that does not exist. */
export const setView = (
  tenant: Tenant,
  { source, viewName, columns, rowsOf }: { source: string; viewName: string; columns: ViewColumn[]; rowsOf?: string },
): View => {
  const { columns: own, partColumns, views } = known(sources[source], `Source '${source}'`);
  const all = [...own, ...partColumns];
  const view: View = {
    source,
    viewName,
    columns: columns.map((column) => {
      const { name, of } = typeof column === 'string' ? { name: column, of: column } : column;
      return { name, of: known(all.includes(of) ? of : undefined, `Column '${of}' of '${source}'`) };
    }),
    rowsOf: rowsOf ?? (views[viewName] === undefined ? 'All' : viewName),
  };
  tenant.views = [...tenant.views.filter((each) => each.source !== source || each.viewName !== viewName), view];
  return view;
};

/** The views that a merchant has made before we come: one row per size of each RMA, with all that a return needs. */
export const seedViews = (tenant: Tenant): void => {
  setView(tenant, {
    source: 'RMA and Credit Memos',
    viewName: 'Loop Returns',
    columns: [
      ...['RMA', 'Status', 'LoopReturnID', 'CustomerAccount', 'Order', 'CustomerPurchaseOrder', 'ThirdPartyOrderID'],
      ...[
        'Warehouse',
        'Reason',
        'Currency',
        'Tax',
        'RestockingFee',
        'Received',
        'LineNumber',
        'Style',
        'Color',
        'Size',
      ],
      ...['UPC', 'Price', 'AuthorizedQuantity', 'ReceivedQuantity', 'RestockedQuantity', 'SecondsQuantity'],
      ...['WrittenOffQuantity', 'MissingQuantity', 'CreditedQuantity', 'CreditMemo', 'CreditMemoDate'],
      ...['CreditMemoAmount', 'CreditMemoOpenBalance', 'LastModifiedOn'],
    ],
  });
};
