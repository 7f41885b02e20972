import type { Shop } from '../state.js';
import type { Presentment } from './order.js';
import { refundedQuantity, unitsOf, type UnitAmounts } from './amounts.js';

/** An order as a returns app needs it. */
export interface OrderForReturn {
  id: string;
  number: number;
  name: string;
  email: string;
  firstName: string;
  lastName: string;
  currency: string;
  createdAt: string;
  presentment: Presentment | null;
  lines: {
    id: string;
    productId: string;
    variantId: string;
    inventoryItemId: string;
    sku: string;
    barcode: string;
    title: string;
    locationId: string;
    taxRate: number;
    /** One entry per unit, in order; the first `refunded` of them are gone. */
    units: UnitAmounts[];
    refunded: number;
  }[];
}

/** Reads an order by id or name. Throws when the shop has no such order. */
export function orderForReturn(shop: Shop, idOrName: string): OrderForReturn {
  const order = shop.orders.find(({ id, name }) => id === idOrName || name === idOrName);
  if (order === undefined) throw new Error(`${shop.domain} has no order ${idOrName}`);
  return {
    id: order.id,
    number: order.number,
    name: order.name,
    email: order.email,
    firstName: order.customer.firstName,
    lastName: order.customer.lastName,
    currency: order.currency,
    createdAt: order.createdAt,
    presentment: order.presentment,
    lines: order.lines.map((line) => ({
      id: line.id,
      productId: line.productId,
      variantId: line.variantId,
      inventoryItemId: line.inventoryItemId,
      sku: line.sku,
      barcode: shop.products.find(({ variantId }) => variantId === line.variantId)?.barcode ?? '',
      title: line.title,
      locationId: line.locationId,
      taxRate: line.taxRate,
      units: unitsOf(line, order.currency),
      refunded: refundedQuantity(order, line.id),
    })),
  };
}
