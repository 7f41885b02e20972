import { newGuid } from '../ids.js';
import type { Item } from '../masters/lookup.js';
import type { OrderLine, SalesOrder } from '../masters/entities.js';
import type { AimsState } from '../state.js';

/** Units of one size as they come onto an order. `price` before the discount, minor units. */
export interface OrderedUnits {
  readonly item: Item;
  readonly warehouseID: string;
  readonly quantity: number;
  readonly price: number;
  readonly discountPercentage?: number;
  readonly lineNote?: string | null;
  readonly thirdPartyLineID?: string | null;
}

/** One line per style-colour, price and line of the web shop, its sizes below (contracts/aims360.md §3.1). */
export const addUnits = (state: AimsState, lines: SalesOrder['lines'], units: OrderedUnits): void => {
  const { styleColorID } = units.item.styleColor;
  const { sizeName, upc } = units.item.size;
  const fresh: Omit<OrderLine, 'orderLineID'> = {
    styleColorID,
    warehouseID: units.warehouseID,
    price: units.price,
    discountPercentage: units.discountPercentage ?? 0,
    lineNote: units.lineNote ?? null,
    thirdPartyLineID: units.thirdPartyLineID ?? null,
    sizes: [],
  };
  let line = lines.find(
    (each) =>
      each.styleColorID === styleColorID &&
      each.price === fresh.price &&
      each.discountPercentage === fresh.discountPercentage &&
      each.thirdPartyLineID === fresh.thirdPartyLineID,
  );
  if (line === undefined) lines.push((line = { orderLineID: newGuid(state, 'orderLine'), ...fresh }));
  const size = line.sizes.find((each) => each.sizeName === sizeName);
  if (size !== undefined) size.orderQuantity += units.quantity;
  else {
    const counts = { shippedQuantity: 0, cancelledQuantity: 0, invoicedQuantity: 0 };
    line.sizes.push({ sizeName, upc, orderQuantity: units.quantity, ...counts });
  }
};
