import { z } from 'zod';
import { orderDocument, styleColorDocument, warehouseDocument } from './documents.js';
import { all, found, literal } from './odata.js';
import { PersonNeeded } from './port.js';
import type { Session } from './session.js';
import type { OrderCodes } from './to-orders.js';
import type { WarehouseNames } from './to-rma-snapshot.js';

/** Where an item stands in the ERP: a style-colour and a size. */
export interface ItemRef {
  readonly styleColorId: string;
  readonly sizeName: string;
}

/** Code lists change rarely (contracts/aims360.md §7). */
const KEEP_MS = 24 * 3_600_000;

type CodeList = ReadonlyMap<string, string>;
type ReadList = () => Promise<CodeList>;

/** Looks ids up by the codes and barcodes that people know; code lists are read once a day. */
export class Masters {
  readonly #kept = new Map<ReadList, { at: number; list: Promise<CodeList> }>();

  constructor(
    private readonly http: Session,
    private readonly secondsWarehouse: string | null,
    private readonly now: () => number,
  ) {}

  /**
   * Barcode first, then the pattern `style-color-size` (contracts/aims360.md §3.2).
   * @throws PersonNeeded when it is unknown, or stands for several items: the wrong one would be received and restocked
   */
  async item(unit: { sku: string | null; barcode: string | null }, signal?: AbortSignal): Promise<ItemRef> {
    const matches = await this.#byBarcode(unit.barcode, signal);
    const items = matches.length > 0 ? matches : await this.#bySku(unit.sku, signal);
    const [item, ...others] = items;
    if (item !== undefined && others.length === 0) return item;
    const values = { upc: unit.barcode ?? '(none)', sku: unit.sku ?? '(none)' };
    const what = `UPC ${values.upc} or SKU ${values.sku}`;
    const message = item === undefined ? `knows no item with ${what}` : `has several items with ${what}`;
    throw new PersonNeeded('map-item', `AIMS360 ${message}.`, values);
  }

  /** @throws PersonNeeded until the order was imported from the shop */
  async orderNumber(
    account: string,
    order: { orderId: string; orderName: string },
    signal?: AbortSignal,
  ): Promise<string> {
    const filter = `thirdPartyOrderID eq ${literal(order.orderId)} and customerAccount eq ${literal(account)}`;
    const [match, ...others] = await found(this.http, '/orders/v1.0/orders', orderDocument, { filter }, signal);
    if (match !== undefined && others.length === 0) return match.order;
    const values = { order: order.orderName, shopifyOrder: order.orderId, account };
    const message =
      match === undefined
        ? `Order ${order.orderName} has not been imported into AIMS360.`
        : `AIMS360 has several orders for ${order.orderName}.`;
    throw new PersonNeeded('import-order', message, values);
  }

  warehouseId(code: string): Promise<string> {
    return this.#idOf(this.#warehouses, code, 'warehouse');
  }

  returnReasonId(code: string): Promise<string> {
    return this.#idOf(this.#returnReasons, code, 'RMA reason');
  }

  debitReasonId(code: string): Promise<string> {
    return this.#idOf(this.#debitReasons, code, 'debit adjustment reason');
  }

  creditReasonId(code: string): Promise<string> {
    return this.#idOf(this.#creditReasons, code, 'credit adjustment reason');
  }

  shippingTypeId(code: string): Promise<string> {
    return this.#idOf(this.#shippingTypes, code, 'shipping type');
  }

  paymentTypeId(code: string): Promise<string> {
    return this.#idOf(this.#paymentTypes, code, 'payment type');
  }

  async orderCodes(): Promise<OrderCodes> {
    const [shipping, payment] = await Promise.all([this.#keep(this.#shippingTypes), this.#keep(this.#paymentTypes)]);
    const codeIn = (list: CodeList) => {
      const byId = new Map([...list].map(([code, id]) => [id, code]));
      return (id: string) => byId.get(id) ?? null;
    };
    return { shippingTypeOf: codeIn(shipping), paymentTypeOf: codeIn(payment) };
  }

  async warehouseNames(): Promise<WarehouseNames> {
    const codesById = new Map([...(await this.#keep(this.#warehouses))].map(([code, id]) => [id, code]));
    return { codeOf: (id) => codesById.get(id) ?? null, seconds: this.secondsWarehouse };
  }

  /** A code that is missing may have been added since: the list is read once more before a person is asked. */
  async #idOf(read: ReadList, code: string, what: string): Promise<string> {
    const known = (await this.#keep(read)).get(code);
    if (known !== undefined) return known;
    this.#kept.delete(read);
    const id = (await this.#keep(read)).get(code);
    if (id === undefined)
      throw new PersonNeeded('map-code', `AIMS360 knows no ${what} with the code ${code}.`, { code });
    return id;
  }

  async #byBarcode(barcode: string | null, signal?: AbortSignal): Promise<ItemRef[]> {
    if (barcode === null) return [];
    const styleColors = await this.#styleColors(`sizes/any(s:s/upc eq ${literal(barcode)})`, signal);
    return styleColors.flatMap(({ styleColorID, sizes }) =>
      sizes.flatMap(({ upc, sizeName }) => (upc === barcode ? [{ styleColorId: styleColorID, sizeName }] : [])),
    );
  }

  async #bySku(sku: string | null, signal?: AbortSignal): Promise<ItemRef[]> {
    const [, style, color, sizeName] = /^(.+)-([^-]+)-([^-]+)$/.exec(sku ?? '') ?? [];
    if (style === undefined || color === undefined || sizeName === undefined) return [];
    const styleColors = await this.#styleColors(`style eq ${literal(style)} and color eq ${literal(color)}`, signal);
    const matches = styleColors.filter(({ sizes }) => sizes.some((size) => size.sizeName === sizeName));
    return matches.map(({ styleColorID }) => ({ styleColorId: styleColorID, sizeName }));
  }

  #styleColors(filter: string, signal?: AbortSignal): Promise<z.infer<typeof styleColorDocument>[]> {
    const query = { filter, expand: 'sizes' };
    return found(this.http, '/StyleColors/v1.1/StyleColors', styleColorDocument, query, signal);
  }

  readonly #warehouses: ReadList = async () => {
    const rows = await all(this.http, '/warehouses/v1.0/warehouses', warehouseDocument);
    return new Map(rows.map(({ warehouseCode, warehouseID }) => [warehouseCode, warehouseID]));
  };

  readonly #returnReasons: ReadList = () => this.#codes('returnauthorizations', 'returnAuthorization');

  readonly #debitReasons: ReadList = () => this.#codes('debitadjustments', 'debitAdjustment');

  readonly #creditReasons: ReadList = () => this.#codes('creditadjustments', 'creditAdjustment');

  readonly #shippingTypes: ReadList = () => this.#codes('shipvias', 'shipvia');

  readonly #paymentTypes: ReadList = () => this.#codes('terms', 'term');

  async #codes(path: string, prefix: string): Promise<CodeList> {
    const [id, code] = [`${prefix}ID`, `${prefix}Code`];
    const rows = await all(this.http, `/codes/v1.0/${path}`, z.object({ [id]: z.string(), [code]: z.string() }));
    return new Map(rows.map((row) => [row[code] ?? '', row[id] ?? '']));
  }

  #keep(read: ReadList): Promise<CodeList> {
    const kept = this.#kept.get(read);
    if (kept !== undefined && this.now() - kept.at < KEEP_MS) return kept.list;
    const list = read().catch((error: unknown) => {
      this.#kept.delete(read);
      throw error;
    });
    this.#kept.set(read, { at: this.now(), list });
    return list;
  }
}
