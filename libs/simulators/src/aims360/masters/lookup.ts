import { known } from '../refusal.js';
import type { Tenant } from '../state.js';
import type { Code, CodeListName, Customer, StyleColor, StyleColorSize, Warehouse } from './entities.js';

const sameGuid = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** All of these throw `InvalidInput` when the id is unknown, as a reference in a request body would. */
export const customerByAccount = (tenant: Tenant, account: string): Customer =>
  known(
    tenant.customers.find((each) => each.customerAccount === account && each.isActive),
    `Customer account '${account}'`,
  );

export const activeWarehouse = (tenant: Tenant, warehouseID: string): Warehouse =>
  known(
    tenant.warehouses.find((each) => sameGuid(each.warehouseID, warehouseID) && each.isActive),
    `Active warehouse '${warehouseID}'`,
  );

export const secondsWarehouse = (tenant: Tenant): Warehouse =>
  known(
    tenant.warehouses.find((each) => each.warehouseType === 'Seconds' && each.isActive),
    'A warehouse for seconds',
  );

export const warehouseByCode = (tenant: Tenant, code: string): Warehouse =>
  known(
    tenant.warehouses.find((each) => each.warehouseCode === code),
    `Warehouse '${code}'`,
  );

export const enabledCode = (tenant: Tenant, list: CodeListName, id: string): Code =>
  known(
    tenant.codes[list].find((each) => sameGuid(each.id, id) && each.enabled),
    `Code '${id}' in ${list}`,
  );

export const styleColorByID = (tenant: Tenant, styleColorID: string): StyleColor =>
  known(
    tenant.styleColors.find((each) => sameGuid(each.styleColorID, styleColorID)),
    `Style-colour '${styleColorID}'`,
  );

export const sizeOf = (styleColor: StyleColor, sizeName: string): StyleColorSize =>
  known(
    styleColor.sizes.find((each) => each.sizeName === sizeName),
    `Size '${sizeName}' of ${styleColor.style} ${styleColor.color}`,
  );

export const enabledCurrency = (tenant: Tenant, code: string): string =>
  known(
    tenant.codes.currencies.find((each) => each.code === code && each.enabled),
    `Currency '${code}'`,
  ).code;

/** One size of one style-colour, found by UPC or, failing that, by SKU. */
export interface Item {
  readonly styleColor: StyleColor;
  readonly size: StyleColorSize;
}

export const findItem = (tenant: Tenant, upc: string | null, sku: string | null): Item | undefined => {
  const items = tenant.styleColors.flatMap((styleColor) => styleColor.sizes.map((size) => ({ styleColor, size })));
  return (
    items.find((item) => upc !== null && item.size.upc === upc) ??
    items.find((item) => sku !== null && item.size.sku === sku)
  );
};

export const itemByUpcOrSku = (tenant: Tenant, upc: string | null, sku: string | null): Item =>
  known(findItem(tenant, upc, sku), `Item with UPC '${upc ?? ''}' or SKU '${sku ?? ''}'`);
