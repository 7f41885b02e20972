import type { Reader } from '../../input/reader.js';
import type { SalesOrder } from '../masters/entities.js';
import { activeWarehouse, enabledCode, sizeOf, styleColorByID, warehouseByCode } from '../masters/lookup.js';
import { amountAtLeastZero } from '../rma/create.js';
import type { Tenant } from '../state.js';
import type { OrderedUnits } from './new-line.js';

/** A percentage as a JSON number, 0–100. */
const percentage = (reader: Reader, name: string): number => {
  if (!reader.has(name)) return 0;
  const value = reader.source[name];
  if (typeof value !== 'number' || value < 0 || value > 100) throw reader.wrong(name, 'must be a number from 0 to 100');
  return value;
};

/** The `lineItems` of an order body, one entry per size (contracts/aims360.md §3.1). Throws `InvalidInput`. */
export const readOrderLines = (body: Reader, tenant: Tenant): OrderedUnits[] =>
  body.list('lineItems').flatMap((line) => {
    const styleColor = styleColorByID(tenant, line.text('styleColorID'));
    const warehouse = line.textOrNull('warehouseID');
    const common = {
      warehouseID:
        warehouse === null
          ? warehouseByCode(tenant, 'MAIN').warehouseID
          : activeWarehouse(tenant, warehouse).warehouseID,
      price: line.has('price') ? line.amountFromNumber('price') : styleColor.retailPrice,
      discountPercentage: percentage(line, 'lineItemDiscountPercentage'),
      lineNote: line.textOrNull('lineNote'),
      thirdPartyLineID: line.textOrNull('thirdPartyLineID', 50),
    };
    return line.list('sizes').map((size) => ({
      ...common,
      item: { styleColor, size: sizeOf(styleColor, size.text('sizeName', 20)) },
      quantity: size.whole('orderQuantity', 1),
    }));
  });

/** `discounts.discretionaryDiscount.discountPercentage`, the discount on the whole order. */
export const readOrderDiscount = (body: Reader): number => {
  if (!body.has('discounts')) return 0;
  const discounts = body.part('discounts');
  return discounts.has('discretionaryDiscount')
    ? percentage(discounts.part('discretionaryDiscount'), 'discountPercentage')
    : 0;
};

/** Terms, shipping type, notes and the order's whole tax, as far as the body has them. */
export const readOrderHeader = (
  body: Reader,
  tenant: Tenant,
): Partial<Pick<SalesOrder, 'termID' | 'shipviaID' | 'note1' | 'notes' | 'email' | 'tax'>> => {
  const term = body.textOrNull('termID');
  const shipvia = body.textOrNull('shipviaID');
  return {
    ...(term === null ? {} : { termID: enabledCode(tenant, 'terms', term).id }),
    ...(shipvia === null ? {} : { shipviaID: enabledCode(tenant, 'shipvias', shipvia).id }),
    ...(body.has('note1') ? { note1: body.textOrNull('note1') } : {}),
    ...(body.has('notes') ? { notes: body.textOrNull('notes', 2_000) } : {}),
    ...(body.has('tax') ? { tax: amountAtLeastZero(body, 'tax') } : {}),
    ...(body.has('email') ? { email: body.textOrNull('email') } : {}),
  };
};
