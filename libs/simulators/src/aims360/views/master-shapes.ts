import type { EntityShape } from '../odata/shape.js';
import { flag, guid, int, money, shape, text, time } from './shape.js';

export const styleColorShape = shape(
  'StyleColor',
  'styleColorID',
  {
    styleColorID: guid,
    styleID: guid,
    style: text,
    color: text,
    description: text,
    colorDescription: text,
    bodyCode: text,
    bodyDescription: text,
    brandName: text,
    originCountryName: text,
    wholesalePrice: money,
    retailPrice: money,
    status: text,
    lastModifiedOn: time,
  },
  { sizes: shape('StyleColorSize', 'sizeID', { sizeID: guid, sizeName: text, upc: text, sku: text }) },
);

export const warehouseShape = shape('Warehouse', 'warehouseID', {
  warehouseID: guid,
  warehouseCode: text,
  warehouseName: text,
  state: text,
  warehouseType: text,
  isActive: flag,
  lastModifiedOn: time,
});

export const customerShape = shape('Customer', 'customerID', {
  customerID: guid,
  customerAccount: text,
  customerName: text,
  termID: guid,
  shipviaID: guid,
  isActive: flag,
  balance: money,
  unappliedCredit: money,
  lastModifiedOn: time,
});

/** `codeShape('debitAdjustment')` has debitAdjustmentID, debitAdjustmentCode, … as the currencies have in public. */
export const codeShape = (prefix: string): EntityShape =>
  shape(prefix, `${prefix}ID`, {
    [`${prefix}ID`]: guid,
    [`${prefix}Code`]: text,
    [`${prefix}Name`]: text,
    [`${prefix}Enabled`]: flag,
    ...(prefix === 'currency' ? { currencySymbol: text } : {}),
  });

export const inventoryShape = shape(
  'Inventory',
  'inventoryKey',
  { inventoryKey: text, styleColorID: guid, style: text, color: text, warehouseID: guid, warehouseCode: text },
  { sizes: shape('InventorySize', 'sizeName', { sizeName: text, upc: text, onHand: int, allocated: int, ots: int }) },
);
