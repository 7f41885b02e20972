import { notUnderstood, type VendorClientOptions } from '@backhaul/vendor-http';
import { z } from 'zod';
import type { AsnDraft } from '../../rlm-return-authorization/authorize.js';
import type { Receipt } from '../../rlm-return-authorization/receipt.js';
import type { VendorCall } from '../../vendor-call.js';
import { NotAnnounced } from '../not-announced.js';
import type { Announced, RawNews, ThreePlPort, WarehouseNews } from '../port.js';
import { polled } from '../raw-news.js';
import { jsonIn, receiptAs } from '../read-json.js';
import { createdReturn, heroReturn, ordersPage, returnFields, returnsPage, type HeroReturn } from './documents.js';
import { ShipHeroApi } from './graphql.js';
import { isReceipt, raNumberOf, reasonOf, receiptOf } from './receipt.js';
import type { ShipHeroSection } from './section.js';

const PAGE = 50;
type Reading = Omit<VendorCall, 'key'>;
type ReceiptNews = Extract<WarehouseNews, { kind: 'receipt' }>;

const orders = `query ($number: String) { orders(order_number: $number) { data(first: 5) { edges { node {
  id order_number line_items(first: 200) { edges { node { id sku } } } } } } } }`;
const returns = `query ($orderId: String, $since: String, $first: Int, $after: String) {
  returns(order_id: $orderId, updated_from: $since) { data(first: $first, after: $after) {
    pageInfo { hasNextPage endCursor } edges { node { ${returnFields} } } } } }`;
const create = `mutation ($data: CreateReturnInput!) { return_create(data: $data) { return { id } } }`;
const update = `mutation ($data: UpdateReturnInput!) { return_update(data: $data) { return { id } } }`;
const cancel = `mutation ($data: CancelReturnInput!) { return_cancel(data: $data) { return { id } } }`;

interface HeroOrder {
  readonly id: string;
  readonly lineIds: ReadonlyMap<string, string>;
}

/** A warehouse on ShipHero (contracts/rlm-and-3pl.md §4.3). */
export class ShipHeroClient implements ThreePlPort {
  readonly #api: ShipHeroApi;
  readonly #section: ShipHeroSection;

  constructor(section: ShipHeroSection, observed: Pick<VendorClientOptions, 'log' | 'metrics' | 'clock'> = {}) {
    this.#section = section;
    this.#api = new ShipHeroApi(section, observed);
  }

  /** Looked for first: ShipHero knows no idempotency key. */
  async announce(draft: AsnDraft, call: VendorCall): Promise<string> {
    const order = await this.#order(draft, call);
    const known = (await this.#ofOrder(order, draft.raNumber, call)).find(({ status }) => !/^cancel/i.test(status));
    if (known !== undefined) return known.id;
    const data = {
      ...{ order_id: order.id, warehouse_id: this.#section.warehouseId, return_reason: reasonOf(draft.raNumber) },
      ...{ label_type: 'NONE', tracking_number: draft.parcel.trackingNumber, line_items: linesOf(draft, order) },
    };
    const document = { text: create, variables: { data }, readOnly: false, schema: createdReturn };
    return (await this.#api.ask(document, call)).return_create.return.id;
  }

  async change({ reference, ...draft }: Announced, call: VendorCall): Promise<void> {
    const data = { return_id: reference, line_items: linesOf(draft, await this.#order(draft, call)) };
    await this.#api.ask({ text: update, variables: { data }, readOnly: false, schema: z.unknown() }, call);
  }

  async cancel({ reference }: Pick<Announced, 'reference'>, call: VendorCall): Promise<void> {
    const data = { return_id: reference };
    await this.#api.ask({ text: cancel, variables: { data }, readOnly: false, schema: z.unknown() }, call);
  }

  async *newsSince(since: Date, call: Reading): AsyncIterable<readonly RawNews[]> {
    // Their times have no zone: a day more than asked for misses nothing, and what is known is known.
    const from = new Date(since.getTime() - 24 * 3_600_000).toISOString().slice(0, 19);
    for await (const nodes of this.#returns({ since: from }, call)) yield nodes.map(polled);
  }

  /** The webhook `Return Update` brings the same document as the list, whatever was changed. */
  read({ body }: Pick<RawNews, 'body'>): ReceiptNews[] {
    const one = receiptAs(heroReturn, jsonIn(body));
    return isReceipt(one) ? [{ kind: 'receipt', ...receiptOf(one, this.#section.timeZone) }] : [];
  }

  async receiptsOf(raNumber: string, since: Date, call: VendorCall): Promise<Receipt[]> {
    const receipts: Receipt[] = [];
    for await (const page of this.newsSince(since, call))
      for (const { raNumber: of, receipt } of page.flatMap((raw) => this.#ifOf(raNumber, raw)))
        if (of === raNumber) receipts.push(receipt);
    return receipts;
  }

  /** Another return that cannot be read is none of this one's business. */
  #ifOf(raNumber: string, raw: RawNews): ReceiptNews[] {
    const named = z.object({ reason: z.string() }).safeParse(jsonIn(raw.body)).data?.reason;
    return named?.startsWith(reasonOf(raNumber)) === true ? this.read(raw) : [];
  }

  async #order({ order: { orderName } }: AsnDraft, call: Reading): Promise<HeroOrder> {
    const document = { text: orders, variables: { number: orderName }, readOnly: true, schema: ordersPage };
    const { edges } = (await this.#api.ask(document, call)).orders.data;
    const node = edges.map((edge) => edge.node).find(({ order_number: number }) => number === orderName);
    if (node === undefined)
      throw new NotAnnounced(`ShipHero has no order ${orderName}, and takes no return without its order`);
    return { id: node.id, lineIds: new Map(node.line_items.edges.map(({ node: line }) => [line.sku, line.id])) };
  }

  async #ofOrder({ id }: HeroOrder, raNumber: string, call: Reading): Promise<HeroReturn[]> {
    const found: HeroReturn[] = [];
    for await (const nodes of this.#returns({ orderId: id }, call))
      found.push(...nodes.flatMap((node) => heroReturn.safeParse(node).data ?? []));
    return found.filter((one) => raNumberOf(one) === raNumber);
  }

  async *#returns(filter: Readonly<Record<string, string>>, call: Reading): AsyncIterable<readonly unknown[]> {
    for (let after: string | undefined; ;) {
      const variables = { ...filter, first: PAGE, after };
      const document = { text: returns, variables, readOnly: true, schema: returnsPage };
      const { pageInfo, edges } = (await this.#api.ask(document, call)).returns.data;
      yield edges.map(({ node }) => node);
      if (!pageInfo.hasNextPage) return;
      const next = pageInfo.endCursor ?? undefined;
      if (next === undefined || next === after)
        throw notUnderstood('ShipHero', 'the list of returns goes on with the same page');
      after = next;
    }
  }
}

/** Lines of the order, each once: RA lines of one item go together and are split again by line order. */
function linesOf({ lines, raNumber }: AsnDraft, { lineIds }: HeroOrder): object[] {
  const units = new Map<string, { quantity: number; reason: string | null }>();
  for (const { sku, unitIds, reason } of lines) {
    if (sku === null)
      throw new NotAnnounced(`RA ${raNumber} has an item without SKU, which ShipHero cannot be told of`);
    units.set(sku, {
      quantity: (units.get(sku)?.quantity ?? 0) + unitIds.length,
      reason: units.get(sku)?.reason ?? reason,
    });
  }
  return [...units].map(([sku, { quantity, reason }]) => {
    const id = lineIds.get(sku);
    if (id === undefined) throw new NotAnnounced(`ShipHero's order has no item with the SKU ${sku}`);
    return { id, sku, quantity, return_reason: reason };
  });
}
