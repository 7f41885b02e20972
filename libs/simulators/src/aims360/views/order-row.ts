import type { OrderLine, OrderStatus, SalesOrder } from '../masters/entities.js';
import { toWire } from '../money.js';
import type { Row } from '../odata/shape.js';
import type { Tenant } from '../state.js';

/** On the wire a status may be a word or a letter; pick tickets show letters in public (contracts/aims360.md §3.1). */
const letters: Readonly<Record<OrderStatus, string>> = { Open: 'O', Hold: 'H', Completed: 'C', Cancelled: 'X' };

const returnedUnits = (tenant: Tenant, order: SalesOrder, line: OrderLine, sizeName: string): number =>
  tenant.rmas
    .filter((rma) => rma.orderID === order.orderID)
    .flatMap((rma) => rma.lines)
    .filter((each) => each.styleColorID === line.styleColorID && each.price === line.price)
    .flatMap((each) => each.sizes)
    .filter((size) => size.sizeName === sizeName)
    .reduce((sum, size) => sum + size.receivedQuantity, 0);

export const orderRow = (tenant: Tenant, order: SalesOrder): Row => {
  const { lines, merchandise, tax, freight, ...header } = order;
  return {
    ...header,
    status: tenant.settings.orderStatusSpelling === 'letters' ? letters[order.status] : order.status,
    total: toWire(merchandise + tax + freight),
    lineItems: lines.map((line) => {
      const styleColor = tenant.styleColors.find((each) => each.styleColorID === line.styleColorID);
      return {
        ...line,
        style: styleColor?.style ?? null,
        color: styleColor?.color ?? null,
        price: toWire(line.price),
        lineItemDiscountPercentage: 0,
        allocations: [],
        sizes: line.sizes.map((size) => ({
          ...size,
          returnedQuantity: returnedUnits(tenant, order, line, size.sizeName),
        })),
      };
    }),
  };
};
