import type { GraphQLResolveInfo } from 'graphql';
import { idOf } from '../gid.js';
import type { Context } from '../graphql/context.js';
import { idempotently } from '../graphql/idempotency.js';
import { changeStock, type StockChange } from '../inventory/change-stock.js';
import type { Shop } from '../state.js';
import { demandCompareValue, done, refusedKey, refusedWith } from './inventory-answer.js';
import { inputErrors, rowErrors, type InventoryUserError, type Row } from './inventory-rules.js';

interface AdjustInput {
  name: string;
  reason: string;
  referenceDocumentUri?: string | null;
  changes: {
    inventoryItemId: string;
    locationId: string;
    delta: number;
    changeFromQuantity?: number | null;
    ledgerDocumentUri?: string | null;
  }[];
}
type AdjustRow = Row & StockChange;

const ADJUSTABLE = new Set(['available', 'damaged', 'incoming', 'quality_control', 'reserved', 'safety_stock']);
const LARGEST = 2_000_000_000;

/** `inventoryAdjustQuantities`: all rows or none. */
export function inventoryAdjustQuantities(
  { input }: { input: AdjustInput },
  context: Context,
  info: GraphQLResolveInfo,
) {
  demandCompareValue(context, 'InventoryChangeInput', input.changes);
  const { kernel, shop } = context;
  return idempotently(input, context, info, {
    run: () => {
      const rows = rowsOf(input);
      const errors = errorsOf(shop, input, rows);
      if (errors.length > 0) return { answer: refusedWith(errors), result: null };
      const why = { reason: input.reason, referenceDocumentUri: input.referenceDocumentUri ?? null };
      const changes = rows.map(({ changeFromQuantity: _, ...change }) => change);
      const group = changeStock(kernel, shop, why, changes);
      return { answer: done(context, group.id), result: group.id };
    },
    replay: (groupId) => done(context, groupId),
    refuse: refusedKey,
  });
}

const rowsOf = (input: AdjustInput): AdjustRow[] =>
  input.changes.map(({ inventoryItemId, locationId, delta, changeFromQuantity, ledgerDocumentUri }) => ({
    inventoryItemId: idOf('InventoryItem', inventoryItemId),
    locationId: idOf('Location', locationId),
    name: input.name,
    delta,
    changeFromQuantity: changeFromQuantity ?? null,
    ledgerDocumentUri: ledgerDocumentUri ?? null,
  }));

function errorsOf(shop: Shop, input: AdjustInput, rows: AdjustRow[]): InventoryUserError[] {
  if (!ADJUSTABLE.has(input.name)) {
    const message = 'The specified quantity name is invalid.';
    return [{ code: 'INVALID_QUANTITY_NAME', field: ['input', 'name'], message }];
  }
  return [
    ...inputErrors(input),
    ...rowErrors(shop, input.name, 'changes', rows),
    ...rows.flatMap((row, index) => lineErrors(row, ['input', 'changes', String(index)])),
  ];
}

/** The ledger document is forbidden for `available` and demanded for every other state. */
function lineErrors({ name, delta, ledgerDocumentUri }: AdjustRow, path: string[]): InventoryUserError[] {
  if (Math.abs(delta) > LARGEST) {
    const code = delta > 0 ? 'INVALID_QUANTITY_TOO_HIGH' : 'INVALID_QUANTITY_TOO_LOW';
    return [{ code, field: [...path, 'delta'], message: 'The quantity is out of range.' }];
  }
  if ((name === 'available') === (ledgerDocumentUri === null)) return [];
  const code = name === 'available' ? 'INVALID_AVAILABLE_DOCUMENT' : 'INVALID_QUANTITY_DOCUMENT';
  const message =
    name === 'available'
      ? 'A ledger document URI is not allowed when adjusting available.'
      : 'A ledger document URI is required when adjusting this quantity name.';
  return [{ code, field: [...path, 'ledgerDocumentUri'], message }];
}
