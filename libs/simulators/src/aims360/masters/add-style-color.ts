import { newGuid } from '../ids.js';
import type { AimsState, Tenant } from '../state.js';
import type { StyleColor } from './entities.js';
import { warehouseByCode } from './lookup.js';

/** An item as a launcher seeds it. `openingStock` is by warehouse code; prices are minor units. */
export interface NewStyleColor {
  style: string;
  color: string;
  description?: string;
  wholesalePrice?: number;
  retailPrice?: number;
  sizes: { sizeName: string; upc?: string; sku?: string; openingStock?: Record<string, number> }[];
}

const openStock = (tenant: Tenant, styleColor: StyleColor, input: NewStyleColor, at: string): void => {
  for (const { sizeName, openingStock } of input.sizes) {
    for (const [code, quantity] of Object.entries(openingStock ?? {})) {
      const { warehouseID } = warehouseByCode(tenant, code);
      const { styleColorID } = styleColor;
      tenant.stockMoves.push({ at, reason: 'Opening', document: '', warehouseID, styleColorID, sizeName, quantity });
    }
  }
};

/** Adds the item; one that is already there stays as it is, so that a launcher may seed again after a restart. */
export const addStyleColor = (state: AimsState, tenant: Tenant, input: NewStyleColor, now: Date): StyleColor => {
  const ofStyle = tenant.styleColors.filter((each) => each.style === input.style);
  const existing = ofStyle.find((each) => each.color === input.color);
  if (existing !== undefined) return existing;
  const at = now.toISOString();
  const styleID = ofStyle[0]?.styleID ?? newGuid(state, 'style');
  const styleColor: StyleColor = {
    styleColorID: newGuid(state, 'styleColor'),
    styleID,
    style: input.style,
    color: input.color,
    description: input.description ?? input.style,
    colorDescription: input.color,
    bodyCode: input.style,
    brandName: tenant.accountCode,
    wholesalePrice: input.wholesalePrice ?? 0,
    retailPrice: input.retailPrice ?? 0,
    sizes: input.sizes.map(({ sizeName, upc, sku }) => ({
      sizeID: newGuid(state, 'size'),
      sizeName,
      upc: upc ?? null,
      sku: sku ?? `${input.style}-${input.color}-${sizeName}`,
    })),
    lastModifiedOn: at,
  };
  tenant.styleColors.push(styleColor);
  openStock(tenant, styleColor, input, at);
  return styleColor;
};
