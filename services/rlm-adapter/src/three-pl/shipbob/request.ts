import type { AsnDraft } from '../../rlm-return-authorization/authorize.js';
import { NotAnnounced } from '../not-announced.js';
import type { ShipBobSection } from './section.js';

/** Units by SKU: ShipBob takes each inventory id once, so RA lines of one SKU go together (contracts/rlm-and-3pl.md §4.3). */
export function unitsBySku({ lines, raNumber }: AsnDraft): ReadonlyMap<string, number> {
  const units = new Map<string, number>();
  for (const { sku, unitIds } of lines) {
    if (sku === null) throw new NotAnnounced(`RA ${raNumber} has an item without SKU, which ShipBob cannot be told of`);
    units.set(sku, (units.get(sku) ?? 0) + unitIds.length);
  }
  return units;
}

/** The body of `POST /2026-01/return`. */
export function returnBody(
  draft: AsnDraft,
  { fulfillmentCenterId }: ShipBobSection,
  inventoryIds: ReadonlyMap<string, number>,
): object {
  return {
    fulfillment_center: { id: fulfillmentCenterId },
    reference_id: draft.raNumber,
    store_order_id: draft.order.orderName,
    tracking_number: draft.parcel.trackingNumber,
    inventory: [...unitsBySku(draft)].map(([sku, quantity]) => {
      const id = inventoryIds.get(sku);
      if (id === undefined) throw new NotAnnounced(`ShipBob has no inventory with the SKU ${sku}`);
      return { id, quantity, requested_action: 'Default' };
    }),
  };
}
