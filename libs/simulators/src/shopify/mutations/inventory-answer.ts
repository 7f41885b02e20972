import { GraphQLError } from 'graphql';
import { gid, locationById, productByItem } from '../gid.js';
import type { Context } from '../graphql/context.js';
import { REFUSAL_TEXT, type IdempotencyRefusal } from '../graphql/idempotency.js';
import type { AdjustmentGroup } from '../inventory/product.js';
import { seconds } from '../times.js';
import { itemView, locationView } from '../views/product-view.js';
import type { InventoryUserError } from './inventory-rules.js';

/** The answer of both inventory mutations. */
export interface InventoryAnswer {
  inventoryAdjustmentGroup: object | null;
  userErrors: InventoryUserError[];
}

export const refusedWith = (userErrors: InventoryUserError[]): InventoryAnswer => ({
  inventoryAdjustmentGroup: null,
  userErrors,
});

export const refusedKey = (code: IdempotencyRefusal) =>
  refusedWith([{ code, field: null, message: REFUSAL_TEXT[code] }]);

export function done(context: Context, groupId: string): InventoryAnswer {
  const group = context.shop.adjustmentGroups.find(({ id }) => id === groupId);
  return { inventoryAdjustmentGroup: group === undefined ? null : groupView(context, group), userErrors: [] };
}

function groupView(context: Context, group: AdjustmentGroup) {
  return {
    id: gid('InventoryAdjustmentGroup', group.id),
    createdAt: seconds(group.createdAt),
    reason: group.reason,
    referenceDocumentUri: group.referenceDocumentUri,
    changes: ({ quantityNames }: { quantityNames?: string[] | null }) =>
      group.changes
        .filter(({ name }) => quantityNames?.includes(name) ?? true)
        .map(({ name, delta, inventoryItemId, locationId, ledgerDocumentUri }) => {
          const product = productByItem(context.shop, inventoryItemId);
          const location = locationById(context.shop, locationId);
          return {
            name,
            delta,
            quantityAfterChange: null,
            ledgerDocumentUri,
            item: product === undefined ? null : itemView(context, product),
            location: location === undefined ? null : locationView(location),
          };
        }),
  };
}

/** From 2026-04 the compare value must be there; an explicit null opts out. */
export function demandCompareValue({ version }: Context, inputType: string, rows: object[]): void {
  if (version < '2026-04' || rows.every((row) => 'changeFromQuantity' in row)) return;
  throw new GraphQLError(`${inputType} must include the following argument: changeFromQuantity.`);
}
