import { sum, type Money } from '@backhaul/money';
import type { AmendDraft, ImportDraft } from '../exchange-order/import-draft.js';
import type { ErpOrder, StagedOrder } from '../exchange-order/erp-order.js';
import { fitting, moneyOf } from './documents.js';
import type { Masters } from './masters.js';
import { changes, found, literal } from './odata.js';
import { invoiceHead, salesOrder, stagedOrder, type SalesOrderDocument } from './order-documents.js';
import { PersonNeeded, type AmendedOrder, type Changed } from './port.js';
import { toNumber } from './rma-lines.js';
import type { Session } from './session.js';
import { toErpOrder, toStagedOrder } from './to-orders.js';

const ORDERS = '/orders/v1.0/orders';
const STAGED = '/weborders/v1.0/weborders';
/** The longest note that the order's first note field takes, as far as is known. */
const NOTE_LENGTH = 100;

/** Sales orders, and orders of the shop on their way to become some (contracts/aims360.md §3.1, §6). */
export class Orders {
  constructor(
    private readonly http: Session,
    private readonly masters: Masters,
    private readonly customerAccount: string,
  ) {}

  /** The order that carries the shop's id; null when none does. @throws PersonNeeded when there are several */
  async find(shopOrderId: string, signal?: AbortSignal): Promise<ErpOrder | null> {
    const document = await this.#read(shopOrderId, undefined, signal);
    return document === null ? null : this.#inOurWords(document, signal);
  }

  async *staged(since: Date, signal: AbortSignal): AsyncIterable<readonly Changed<StagedOrder>[]> {
    const query = { filter: `channel eq 'Shopify'`, key: 'webOrderID', since };
    for await (const rows of changes(this.http, STAGED, query, signal)) {
      yield rows.map(({ row, changedAt }) => ({
        changedAt,
        what: toStagedOrder(fitting(stagedOrder, row, 'a staged order')),
      }));
    }
  }

  async findStaged(shopOrderId: string, signal?: AbortSignal): Promise<StagedOrder | null> {
    const filter = `thirdPartyOrderID eq ${literal(shopOrderId)}`;
    const [row] = await found(this.http, STAGED, stagedOrder, { filter }, signal);
    return row === undefined ? null : toStagedOrder(row);
  }

  /**
   * Imports a staged order and fills what exchange orders come without (contracts/aims360.md §6): the shipping type of the original
   * order, then the store's; the store's payment type for exchanges.
   */
  async import(draft: ImportDraft, signal?: AbortSignal): Promise<ErpOrder> {
    const staged = await this.findStaged(draft.exchangeOrderId, signal);
    if (staged === null) {
      const message = `Order ${draft.exchangeOrderName} has not been read from Shopify: click Import Orders from Shopify.`;
      throw new PersonNeeded('read-shop-orders', message, { order: draft.exchangeOrderName });
    }
    const body = {
      shipviaID: await this.#shippingTypeFor(draft, signal),
      termID: await this.#paymentTypeFor(draft),
      note1: draft.note.slice(0, NOTE_LENGTH),
    };
    await this.http.post(`/weborders/v1.0/weborder/${encodeURIComponent(staged.webOrderId)}/import`, body, signal);
    const imported = await this.find(draft.exchangeOrderId, signal);
    if (imported !== null) return imported;
    const message = `AIMS360 imported ${draft.exchangeOrderName} and shows no order with its Shopify id.`;
    throw new PersonNeeded('import-exchange-order', message);
  }

  /** Which lines of the exchange the original order holds: null when the order is not there. */
  async findAmended({ originalOrderId, lines }: AmendDraft, signal?: AbortSignal): Promise<AmendedOrder | null> {
    const document = await this.#read(originalOrderId, 'lineItems', signal);
    if (document === null) return null;
    const lacking = lackingIn(document, lines);
    const orderLineIds = lines.filter((line) => !lacking.includes(line)).map(({ orderLineId }) => orderLineId);
    return { order: await this.#inOurWords(document, signal), orderLineIds };
  }

  /** Adds the lines that the order lacks; a line carries the id of the shop's line, so that it is added once. */
  async amend(draft: AmendDraft, signal?: AbortSignal): Promise<ErpOrder> {
    const before = await this.#read(draft.originalOrderId, 'lineItems', signal);
    if (before === null) {
      const message = `Order ${draft.originalOrderName} has not been imported into AIMS360.`;
      throw new PersonNeeded('import-order', message, { order: draft.originalOrderName });
    }
    const lacking = lackingIn(before, draft.lines);
    if (lacking.length === 0) return this.#inOurWords(before, signal);
    const lineItems = [];
    for (const line of lacking) {
      const { styleColorId, sizeName } = await this.masters.item(line, signal);
      lineItems.push({
        styleColorID: styleColorId,
        price: toNumber(line.unitPrice),
        lineNote: draft.note.slice(0, NOTE_LENGTH),
        thirdPartyLineID: line.orderLineId,
        sizes: [{ sizeName, orderQuantity: line.quantity }],
      });
    }
    const path = `/orders/v1.0/order/${encodeURIComponent(before.order)}`;
    const tax = taxWith(before, lacking);
    await this.http.patch(path, tax === null ? { lineItems } : { lineItems, tax: toNumber(tax) }, signal);
    return (await this.find(draft.originalOrderId, signal)) ?? this.#inOurWords(before, signal);
  }

  async #shippingTypeFor(draft: ImportDraft, signal?: AbortSignal): Promise<string> {
    const original = await this.find(draft.originalOrderId, signal);
    const code = original?.shippingType ?? draft.shippingType;
    if (code !== null) return this.masters.shippingTypeId(code);
    const message = `Neither ${draft.originalOrderName} nor the store names a shipping type for ${draft.exchangeOrderName}.`;
    throw new PersonNeeded('fill-shipping-type', message, { order: draft.exchangeOrderName });
  }

  async #paymentTypeFor(draft: ImportDraft): Promise<string> {
    if (draft.paymentType !== null) return this.masters.paymentTypeId(draft.paymentType);
    const message = `The store names no payment type for ${draft.exchangeOrderName}.`;
    throw new PersonNeeded('fill-payment-type', message, { order: draft.exchangeOrderName });
  }

  async #read(
    shopOrderId: string,
    expand: string | undefined,
    signal?: AbortSignal,
  ): Promise<SalesOrderDocument | null> {
    const filter = `thirdPartyOrderID eq ${literal(shopOrderId)} and customerAccount eq ${literal(this.customerAccount)}`;
    const query = expand === undefined ? { filter } : { filter, expand };
    const [match, ...others] = await found(this.http, ORDERS, salesOrder, query, signal);
    if (others.length === 0) return match ?? null;
    const numbers = [match, ...others].flatMap((one) => one?.order ?? []).join(', ');
    throw new PersonNeeded('second-order', `AIMS360 has several orders for one Shopify order: ${numbers}.`, {
      numbers,
    });
  }

  async #inOurWords(document: SalesOrderDocument, signal?: AbortSignal): Promise<ErpOrder> {
    const filter = `order eq ${literal(document.order)}`;
    const [codes, invoices] = await Promise.all([
      this.masters.orderCodes(),
      found(this.http, '/invoices/v1.0/invoices', invoiceHead, { filter }, signal),
    ]);
    return toErpOrder(
      document,
      codes,
      invoices.map(({ invoice }) => invoice),
    );
  }
}

/** Lines of the exchange that the order does not hold. */
function lackingIn({ lineItems }: SalesOrderDocument, lines: AmendDraft['lines']): AmendDraft['lines'] {
  const there = new Set(lineItems.map(({ thirdPartyLineID }) => thirdPartyLineID));
  return lines.filter(({ orderLineId }) => !there.has(orderLineId));
}

/** The order's whole tax once these lines are on it; null where the ERP carries none on the shop's orders. */
function taxWith({ tax, currencyCode }: SalesOrderDocument, lines: AmendDraft['lines']): Money | null {
  if (!tax || !currencyCode) return null;
  const added = lines.map((line) => line.tax);
  return sum([moneyOf(tax, currencyCode, 'the tax of the order'), ...added], currencyCode);
}
