import type { EditableRma } from './documents.js';
import type { ItemRef } from './masters.js';

/** Units of one item that came and share a fate, with ids of the ERP. */
export interface ReceivedLine extends ItemRef {
  readonly quantity: number;
  readonly disposition: 'Restock' | 'Seconds' | 'WriteOff' | 'Missing';
  readonly warehouseId: string;
}

interface Place {
  readonly rmaLineID: string;
  readonly sizeName: string;
  readonly warehouseId: string;
  room: number;
}

/**
 * On which lines of the RMA the units stand: first where their warehouse is the line's, and as many as there is still to come. What
 * finds no room is put on the item's first line all the same: that it is too much is for the ERP to say. Null: an item is on no line.
 */
export function receiptLines(rma: EditableRma, received: readonly ReceivedLine[]): object[] | null {
  const taken = new Map<string, Place[]>();
  const lines: object[] = [];
  for (const unit of received) {
    const places = placesOf(rma, unit, taken);
    const [first] = places;
    if (first === undefined) return null;
    lines.push(...spread(unit, places, first));
  }
  return lines;
}

/** The places of an item, with the room that the units before have left. */
function placesOf(
  rma: EditableRma,
  { styleColorId, sizeName, warehouseId }: ReceivedLine,
  taken: Map<string, Place[]>,
) {
  const key = `${styleColorId}|${sizeName}`;
  const places = taken.get(key) ?? emptyPlaces(rma, styleColorId, sizeName);
  taken.set(key, places);
  const rank = (place: Place): number => (place.warehouseId === warehouseId ? 0 : 1);
  return places.toSorted((one, other) => rank(one) - rank(other));
}

function emptyPlaces(rma: EditableRma, styleColorId: string, sizeName: string): Place[] {
  return rma.lineItems
    .filter(({ styleColorID }) => styleColorID.toLowerCase() === styleColorId.toLowerCase())
    .flatMap(({ rmaLineID, warehouseID, sizes }) => {
      const size = sizes.find((one) => one.sizeName === sizeName);
      if (size === undefined) return [];
      const room = size.authorizedQuantity - size.receivedQuantity - size.missingQuantity;
      return [{ rmaLineID, sizeName, warehouseId: warehouseID ?? rma.warehouseID, room: Math.max(room, 0) }];
    });
}

function spread(unit: ReceivedLine, places: readonly Place[], first: Place): object[] {
  let left = unit.quantity;
  const counts = new Map<Place, number>();
  for (const place of places) {
    const here = Math.min(left, place.room);
    if (here === 0) continue;
    counts.set(place, here);
    place.room -= here;
    left -= here;
  }
  if (left > 0) counts.set(first, (counts.get(first) ?? 0) + left);
  return [...counts].map(([{ rmaLineID, sizeName }, quantity]) => {
    const { disposition, warehouseId: warehouseID } = unit;
    return { rmaLineID, sizes: [{ sizeName, quantity, disposition, warehouseID }] };
  });
}
