import { createVendorClient, notUnderstood, type VendorClient, type VendorClientOptions } from '@backhaul/vendor-http';
import { z } from 'zod';
import type { AsnDraft } from '../../rlm-return-authorization/authorize.js';
import type { Receipt } from '../../rlm-return-authorization/receipt.js';
import { reading, writing, type VendorCall } from '../../vendor-call.js';
import type { Announced, RawNews, ThreePlPort, WarehouseNews } from '../port.js';
import { polled } from '../raw-news.js';
import { jsonIn, receiptAs } from '../read-json.js';
import { inventoryItem, page, returnOrder, type ReturnOrder } from './documents.js';
import { isReceipt, receiptOf } from './receipt.js';
import { returnBody, unitsBySku } from './request.js';
import type { ShipBobSection } from './section.js';

const API = '/2026-01';
type Reading = Omit<VendorCall, 'key'>;

/** ShipBob for one channel (contracts/rlm-and-3pl.md §4.3). */
export class ShipBobClient implements ThreePlPort {
  readonly #http: VendorClient;
  readonly #section: ShipBobSection;
  /** Items do not change their ids. */
  readonly #skus = new Map<number, string>();

  constructor(section: ShipBobSection, observed: Pick<VendorClientOptions, 'log' | 'metrics' | 'clock'> = {}) {
    this.#section = section;
    this.#http = createVendorClient({
      vendor: 'ShipBob',
      baseUrl: section.baseUrl,
      headers: () => ({
        authorization: `Bearer ${section.apiKey.reveal()}`,
        shipbob_channel_id: String(section.channelId),
      }),
      timeoutMs: section.timeoutSeconds * 1000,
      callsPerMinute: section.callsPerMinute,
      ...observed,
    });
  }

  /** The reference is unique at ShipBob, and looked for first: it knows no idempotency key. */
  async announce(draft: AsnDraft, call: VendorCall): Promise<string> {
    const [known] = await this.#ofRa(draft.raNumber, call);
    if (known !== undefined) return String(known.id);
    const body = returnBody(draft, this.#section, await this.#inventoryIds(draft, call));
    const answer = await this.#http.post(`${API}/return`, body, writing(call));
    return String(parsed('the return', returnOrder, answer.json()).id);
  }

  async change({ reference, ...draft }: Announced, call: VendorCall): Promise<void> {
    const body = returnBody(draft, this.#section, await this.#inventoryIds(draft, call));
    await this.#http.put(pathOf(reference), body, writing(call));
  }

  async cancel({ reference }: Pick<Announced, 'reference'>, call: VendorCall): Promise<void> {
    await this.#http.post(`${pathOf(reference)}/cancel`, {}, writing(call));
  }

  async *newsSince(since: Date, call: Reading): AsyncIterable<readonly RawNews[]> {
    const query = { UpdatedStartDate: since.toISOString(), Status: 'Processing,Completed' };
    for await (const items of this.#returns(query, call)) yield items.map(polled);
  }

  /** A webhook brings the same document as the list. */
  async read({ body }: Pick<RawNews, 'body'>): Promise<WarehouseNews[]> {
    const order = receiptAs(returnOrder, jsonIn(body));
    return isReceipt(order) ? [{ kind: 'receipt', ...(await this.#receipt(order)) }] : [];
  }

  async receiptsOf(raNumber: string, _since: Date, call: VendorCall): Promise<Receipt[]> {
    const own = (await this.#ofRa(raNumber, call)).filter(isReceipt);
    return Promise.all(own.map(async (order) => (await this.#receipt(order, call)).receipt));
  }

  async #ofRa(raNumber: string, call: Reading): Promise<ReturnOrder[]> {
    const found: ReturnOrder[] = [];
    for await (const items of this.#returns({ ReferenceIds: raNumber }, call))
      found.push(...items.map((raw) => parsed('a return', returnOrder, raw)));
    return found.filter((order) => order.reference_id === raNumber && order.return_type === 'Regular');
  }

  async *#returns(query: Record<string, string>, call: Reading): AsyncIterable<readonly unknown[]> {
    for (let cursor: string | undefined; ;) {
      const answer = await this.#http.get(`${API}/return`, {
        query: { ...query, Limit: 100, Cursor: cursor },
        ...reading(call),
      });
      const { items, next } = parsed('the list of returns', page, answer.json());
      yield items;
      if (next === null || next === undefined) return;
      if (next === cursor) throw notUnderstood('ShipBob', 'the list of returns goes on with the same page');
      cursor = next;
    }
  }

  async #receipt(order: ReturnOrder, call: Reading = { correlationId: `shipbob-${order.id}` }) {
    const unknown = order.inventory.map(({ id }) => id).filter((id) => !this.#skus.has(id));
    if (unknown.length > 0) await this.#learn({ Ids: unknown.join(',') }, call);
    return receiptOf(order, (id) => this.#skus.get(id));
  }

  async #inventoryIds(draft: AsnDraft, call: Reading): Promise<ReadonlyMap<string, number>> {
    const skus = [...unitsBySku(draft).keys()];
    const items = await this.#learn({ Skus: skus.join(',') }, call);
    return new Map(items.map(({ sku, id }) => [sku, id]));
  }

  async #learn(query: Record<string, string>, call: Reading): Promise<z.infer<typeof inventoryItem>[]> {
    const answer = await this.#http.get(`${API}/inventory`, { query: { ...query, Limit: 250 }, ...reading(call) });
    const { items } = parsed('the inventory', page, answer.json());
    const known = items.map((raw) => parsed('an inventory item', inventoryItem, raw));
    for (const { id, sku } of known) this.#skus.set(id, sku);
    return known;
  }
}

const pathOf = (reference: string): string => `${API}/return/${encodeURIComponent(reference)}`;

function parsed<T>(what: string, schema: z.ZodType<T>, raw: unknown): T {
  const read = schema.safeParse(raw);
  if (read.success) return read.data;
  throw notUnderstood('ShipBob', `${what} does not fit its contract`, z.flattenError(read.error));
}
