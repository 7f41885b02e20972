import type { GraphQLResolveInfo } from 'graphql';
import { idOf, productByItem } from '../gid.js';
import type { Context } from '../graphql/context.js';
import { idempotently } from '../graphql/idempotency.js';
import { changeStock } from '../inventory/change-stock.js';
import { quantityOf } from '../inventory/stock.js';
import type { Shop } from '../state.js';
import { demandCompareValue, done, refusedKey, refusedWith } from './inventory-answer.js';
import { duplicateErrors, inputErrors, rowErrors, type InventoryUserError, type Row } from './inventory-rules.js';

interface SetInput {
  name: string;
  reason: string;
  referenceDocumentUri?: string | null;
  ignoreCompareQuantity?: boolean | null;
  quantities: {
    inventoryItemId: string;
    locationId: string;
    quantity: number;
    changeFromQuantity?: number | null;
    compareQuantity?: number | null;
  }[];
}
type SetRow = Row & { quantity: number };

const LARGEST = 1_000_000_000;

/** `inventorySetQuantities`: all rows or none. */
export function inventorySetQuantities({ input }: { input: SetInput }, context: Context, info: GraphQLResolveInfo) {
  demandCompareValue(context, 'InventoryQuantityInput', input.quantities);
  const { kernel, shop } = context;
  return idempotently(input, context, info, {
    run: () => {
      const rows = rowsOf(input);
      const errors = errorsOf(shop, input, rows);
      if (errors.length > 0) return { answer: refusedWith(errors), result: null };
      const why = { reason: input.reason, referenceDocumentUri: input.referenceDocumentUri ?? null };
      const changes = rows.map((row) => changeOf(shop, input.name, row));
      const group = changeStock(kernel, shop, why, changes);
      return { answer: done(context, group.id), result: group.id };
    },
    replay: (groupId) => done(context, groupId),
    refuse: refusedKey,
  });
}

const rowsOf = (input: SetInput): SetRow[] =>
  input.quantities.map(({ inventoryItemId, locationId, quantity, changeFromQuantity, compareQuantity }) => ({
    inventoryItemId: idOf('InventoryItem', inventoryItemId),
    locationId: idOf('Location', locationId),
    quantity,
    changeFromQuantity: input.ignoreCompareQuantity === true ? null : (changeFromQuantity ?? compareQuantity ?? null),
  }));

function errorsOf(shop: Shop, input: SetInput, rows: SetRow[]): InventoryUserError[] {
  if (input.name !== 'available' && input.name !== 'on_hand') {
    const message = 'The quantity name must be either "available" or "on_hand".';
    return [{ code: 'INVALID_NAME', field: ['input', 'name'], message }];
  }
  return [
    ...inputErrors(input),
    ...duplicateErrors('quantities', rows),
    ...rowErrors(shop, input.name, 'quantities', rows),
    ...boundErrors(input.name, rows),
  ];
}

function boundErrors(name: string, rows: SetRow[]): InventoryUserError[] {
  return rows.flatMap(({ quantity }, index) => {
    const field = ['input', 'quantities', String(index), 'quantity'];
    if (name === 'on_hand' && quantity < 0) {
      return [{ code: 'INVALID_QUANTITY_NEGATIVE', field, message: "The quantity can't be negative." }];
    }
    if (quantity > LARGEST) {
      return [
        { code: 'INVALID_QUANTITY_TOO_HIGH', field, message: "The quantity can't be higher than 1,000,000,000." },
      ];
    }
    if (quantity >= -LARGEST) return [];
    return [{ code: 'INVALID_QUANTITY_TOO_LOW', field, message: "The quantity can't be lower than -1,000,000,000." }];
  });
}

function changeOf(shop: Shop, name: string, row: SetRow) {
  const level = productByItem(shop, row.inventoryItemId)?.levels[row.locationId];
  const delta = row.quantity - (level === undefined ? 0 : quantityOf(level, name));
  return { inventoryItemId: row.inventoryItemId, locationId: row.locationId, name, delta, ledgerDocumentUri: null };
}
