import type { VendorClient } from '@backhaul/vendor-http';
import { z } from 'zod';
import { orderDocument, styleColorDocument, warehouseDocument } from './documents.js';
import { literal, rowsOf } from './odata.js';
import { NotMapped } from './port.js';
import type { WarehouseNames } from './to-rma-snapshot.js';

/** Where an item stands in the ERP: a style-colour and a size. */
export interface ItemRef {
  readonly styleColorId: string;
  readonly sizeName: string;
}

/** Code lists change rarely. */
const KEEP_MS = 24 * 3_600_000;

/** Looks ids up by the codes and barcodes that people know; code lists are read once a day. */
export class Masters {
  readonly #kept = new Map<string, { at: number; value: Promise<Map<string, string>> }>();

  constructor(
    private readonly http: VendorClient,
    private readonly secondsWarehouse: string | null,
    private readonly now: () => number,
  ) {}

  /** Barcode first, then the pattern `style-color-size` (contracts/aims360.md §3.2). Ambiguous counts as unknown. */
  async item(unit: { sku: string | null; barcode: string | null }, signal?: AbortSignal): Promise<ItemRef> {
    const found = (await this.#byBarcode(unit.barcode, signal)) ?? (await this.#bySku(unit.sku, signal));
    if (found === null) {
      throw new NotMapped(`AIMS360 knows no item with UPC ${unit.barcode ?? '(none)'} or SKU ${unit.sku ?? '(none)'}.`);
    }
    return found;
  }

  async orderNumber(orderId: string, orderName: string, signal?: AbortSignal): Promise<string> {
    const filter = `thirdPartyOrderID eq ${literal(orderId)}`;
    const [order] = await rowsOf(this.http, '/orders/v1.0/orders', orderDocument, { filter }, signal);
    if (order === undefined) throw new NotMapped(`Order ${orderName} has not been imported into AIMS360.`);
    return order.order;
  }

  async warehouseId(code: string): Promise<string> {
    return this.#idOf(await this.#warehouses(), code, 'warehouse');
  }

  async returnReasonId(code: string): Promise<string> {
    return this.#idOf(await this.#codes('returnauthorizations', 'returnAuthorization'), code, 'RMA reason');
  }

  async debitReasonId(code: string): Promise<string> {
    return this.#idOf(await this.#codes('debitadjustments', 'debitAdjustment'), code, 'debit adjustment reason');
  }

  async warehouseNames(): Promise<WarehouseNames> {
    const idsByCode = await this.#warehouses();
    const codesById = new Map([...idsByCode].map(([code, id]) => [id, code]));
    return { codeOf: (id) => codesById.get(id) ?? null, seconds: this.secondsWarehouse };
  }

  #idOf(ids: Map<string, string>, code: string, what: string): string {
    const id = ids.get(code);
    if (id === undefined) throw new NotMapped(`AIMS360 knows no ${what} with the code ${code}.`);
    return id;
  }

  async #byBarcode(barcode: string | null, signal?: AbortSignal): Promise<ItemRef | null> {
    if (barcode === null) return null;
    const query = { filter: `sizes/any(s:s/upc eq ${literal(barcode)})`, expand: 'sizes' };
    const found = await rowsOf(this.http, '/StyleColors/v1.1/StyleColors', styleColorDocument, query, signal);
    const [match, ...others] = found.flatMap(({ styleColorID, sizes }) =>
      sizes.flatMap(({ upc, sizeName }) => (upc === barcode ? [{ styleColorId: styleColorID, sizeName }] : [])),
    );
    return match === undefined || others.length > 0 ? null : match;
  }

  async #bySku(sku: string | null, signal?: AbortSignal): Promise<ItemRef | null> {
    const [, style, color, sizeName] = /^(.+)-([^-]+)-([^-]+)$/.exec(sku ?? '') ?? [];
    if (style === undefined || color === undefined || sizeName === undefined) return null;
    const query = { filter: `style eq ${literal(style)} and color eq ${literal(color)}`, expand: 'sizes' };
    const found = await rowsOf(this.http, '/StyleColors/v1.1/StyleColors', styleColorDocument, query, signal);
    const [match, ...others] = found.filter(({ sizes }) => sizes.some((size) => size.sizeName === sizeName));
    return match === undefined || others.length > 0 ? null : { styleColorId: match.styleColorID, sizeName };
  }

  #warehouses(): Promise<Map<string, string>> {
    return this.#keep('warehouses', async () => {
      const rows = await rowsOf(this.http, '/warehouses/v1.0/warehouses', warehouseDocument, {});
      return new Map(rows.map(({ warehouseCode, warehouseID }) => [warehouseCode, warehouseID]));
    });
  }

  #codes(list: string, prefix: string): Promise<Map<string, string>> {
    return this.#keep(list, async () => {
      const row = z.object({ [`${prefix}ID`]: z.string(), [`${prefix}Code`]: z.string() });
      const rows = await rowsOf(this.http, `/codes/v1.0/${list}`, row, {});
      return new Map(rows.map((code) => [code[`${prefix}Code`] ?? '', code[`${prefix}ID`] ?? '']));
    });
  }

  #keep(name: string, read: () => Promise<Map<string, string>>): Promise<Map<string, string>> {
    const kept = this.#kept.get(name);
    if (kept !== undefined && this.now() - kept.at < KEEP_MS) return kept.value;
    const value = read().catch((error: unknown) => {
      this.#kept.delete(name);
      throw error;
    });
    this.#kept.set(name, { at: this.now(), value });
    return value;
  }
}
