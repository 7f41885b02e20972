import type { CodeListName } from '../masters/entities.js';
import { yesNo } from './names.js';
import { everyRow } from './source.js';
import type { Source } from './source.js';

/** A code list as a view, read by operators under `Setup › Codes`. */
export const codeSource = (list: CodeListName): Source => ({
  columns: ['Code', 'Name', 'Enabled', 'ID'],
  partColumns: [],
  rows: (tenant) =>
    tenant.codes[list].map(({ id, code, name, enabled }) => ({
      Code: code,
      Name: name,
      Enabled: yesNo(enabled),
      ID: id,
    })),
  views: { All: everyRow },
});

export const warehouseSource: Source = {
  columns: ['Warehouse', 'WarehouseName', 'Type', 'Active', 'ID'],
  partColumns: [],
  rows: (tenant) =>
    tenant.warehouses.map((warehouse) => ({
      Warehouse: warehouse.warehouseCode,
      WarehouseName: warehouse.warehouseName,
      Type: warehouse.warehouseType,
      Active: yesNo(warehouse.isActive),
      ID: warehouse.warehouseID,
    })),
  views: { All: everyRow },
};

export const upcSource: Source = {
  columns: ['Style', 'Color', 'Size', 'UPC', 'SKU'],
  partColumns: [],
  rows: (tenant) =>
    tenant.styleColors.flatMap(({ style, color, sizes }) =>
      sizes.map(({ sizeName, upc, sku }) => ({ Style: style, Color: color, Size: sizeName, UPC: upc, SKU: sku })),
    ),
  views: { All: everyRow },
};
