import { itemBy, itemsBy } from '../items-by.js';
import type { OrderLine, OrderStatus, SalesOrder, StyleColor } from '../masters/entities.js';
import { toWire } from '../money.js';
import type { Row } from '../odata/shape.js';
import { orderEtag } from '../orders/amend.js';
import { totalOf } from '../orders/amounts.js';
import type { Rma } from '../rma/entities.js';
import type { Tenant } from '../state.js';

/** On the wire a status may be a word or a letter; pick tickets show letters in public (contracts/aims360.md §3.1). */
const letters: Readonly<Record<OrderStatus, string>> = { Open: 'O', Hold: 'H', Completed: 'C', Cancelled: 'X' };

export const orderOfRma = (rma: Rma): string | null => rma.orderID;
export const styleColorKey = (styleColor: StyleColor): string => styleColor.styleColorID;

/** A style-colour that stands on several lines is told apart by its price. */
const isReturnOf = (order: SalesOrder, line: OrderLine, returned: Rma['lines'][number]): boolean =>
  returned.styleColorID === line.styleColorID &&
  (returned.price === line.price || order.lines.filter((each) => each.styleColorID === line.styleColorID).length === 1);

const returnedUnits = (tenant: Tenant, order: SalesOrder, line: OrderLine, sizeName: string): number =>
  itemsBy(tenant.rmas, orderOfRma, order.orderID)
    .flatMap((rma) => rma.lines)
    .filter((each) => isReturnOf(order, line, each))
    .flatMap((each) => each.sizes)
    .filter((size) => size.sizeName === sizeName)
    .reduce((sum, size) => sum + size.receivedQuantity, 0);

const lineRow = (tenant: Tenant, order: SalesOrder, line: OrderLine): Row => {
  const { discountPercentage, ...shown } = line;
  const styleColor = itemBy(tenant.styleColors, styleColorKey, line.styleColorID);
  return {
    ...shown,
    style: styleColor?.style ?? null,
    color: styleColor?.color ?? null,
    price: toWire(line.price),
    lineItemDiscountPercentage: discountPercentage,
    allocations: [],
    sizes: line.sizes.map((size) => ({
      ...size,
      returnedQuantity: returnedUnits(tenant, order, line, size.sizeName),
    })),
  };
};

export const orderRow = (tenant: Tenant, order: SalesOrder): Row => {
  const { lines, tax, freight, prepaid: _prepaid, revision: _revision, discountPercentage, ...header } = order;
  return {
    '@odata.etag': orderEtag(order),
    ...header,
    status: tenant.settings.orderStatusSpelling === 'letters' ? letters[order.status] : order.status,
    discounts: { discretionaryDiscount: { discountPercentage, discountReasonID: null } },
    tax: toWire(tax),
    freight: toWire(freight),
    total: toWire(totalOf(order)),
    lineItems: lines.map((line) => lineRow(tenant, order, line)),
  };
};
