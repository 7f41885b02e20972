import { createHash } from 'node:crypto';
import { BackhaulError } from '@backhaul/contracts';
import { createVendorClient, notUnderstood, type VendorClient, type VendorClientOptions } from '@backhaul/vendor-http';
import { z } from 'zod';
import type { RestSection } from '../../config.js';
import type { AsnDraft } from '../../rlm-return-authorization/authorize.js';
import type { Receipt } from '../../rlm-return-authorization/receipt.js';
import { reading, writing, type VendorCall } from '../../vendor-call.js';
import { THREE_PL_POLL } from '../../receipt-sources.js';
import type { Announced, RawNews, ThreePlPort, WarehouseNews } from '../port.js';
import { raNumberIn, readReceipt, receiptIn } from './receipt-document.js';
import { returnOrderBody } from './return-order-body.js';

const returnOrder = z.object({ id: z.string().min(1) });
const page = z.object({ items: z.array(z.unknown()), next_cursor: z.string().nullable() });

/** A warehouse's REST API for one client (contracts/rlm-and-3pl.md §4.2). */
export class ThreePlClient implements ThreePlPort {
  readonly #http: VendorClient;
  readonly #section: RestSection;
  readonly #takenInUntil: (callKey: string) => Promise<Date | null>;

  /** `takenInUntil`: what changed before then has reached its return; null where that is not known. */
  constructor(
    section: RestSection,
    observed: Pick<VendorClientOptions, 'log' | 'metrics' | 'clock'> = {},
    takenInUntil: (callKey: string) => Promise<Date | null> = () => Promise.resolve(null),
  ) {
    this.#section = section;
    this.#takenInUntil = takenInUntil;
    this.#http = createVendorClient({
      vendor: '3PL',
      baseUrl: section.baseUrl,
      headers: () => ({ authorization: `Bearer ${section.apiKey.reveal()}` }),
      timeoutMs: section.timeoutSeconds * 1000,
      callsPerMinute: section.callsPerMinute,
      ...observed,
    });
  }

  async announce(draft: AsnDraft, call: VendorCall): Promise<string> {
    const answer = await this.#http.post('/v1/return-orders', returnOrderBody(draft, this.#section), writing(call));
    const parsed = returnOrder.safeParse(answer.json());
    if (!parsed.success) throw notUnderstood('3PL', 'the return order came back without its id');
    return parsed.data.id;
  }

  async change({ reference, ...draft }: Announced, call: VendorCall): Promise<void> {
    await this.#http.put(pathOf(reference), returnOrderBody(draft, this.#section), writing(call));
  }

  async cancel({ reference }: Announced, call: VendorCall): Promise<void> {
    await this.#http.post(`${pathOf(reference)}/cancel`, {}, writing(call));
  }

  async *newsSince(since: Date, call: Omit<VendorCall, 'key'>): AsyncIterable<readonly RawNews[]> {
    for await (const items of this.#receiptsSince(since, call)) yield items.map(rawNews);
  }

  read({ body }: Pick<RawNews, 'body'>): WarehouseNews[] {
    return [{ kind: 'receipt', ...readReceipt(receiptIn(parseJson(body))) }];
  }

  async receiptsOf(raNumber: string, since: Date, call: VendorCall): Promise<Receipt[]> {
    const receipts: Receipt[] = [];
    const known = await this.#takenInUntil(call.key);
    const from = known !== null && known > since ? known : since;
    for await (const items of this.#receiptsSince(from, call)) {
      const own = items.filter((raw) => raNumberIn(raw) === raNumber);
      receipts.push(...own.map((raw) => readReceipt(raw).receipt));
    }
    return receipts;
  }

  async *#receiptsSince(since: Date, call: Omit<VendorCall, 'key'>): AsyncIterable<readonly unknown[]> {
    for (let cursor: string | undefined; ;) {
      const query = { updated_since: since.toISOString(), limit: 100, cursor };
      const answer = await this.#http.get('/v1/return-receipts', { query, ...reading(call) });
      const parsed = page.safeParse(answer.json());
      if (!parsed.success) throw notUnderstood('3PL', 'the list of receipts does not fit its contract');
      const { items, next_cursor: next } = parsed.data;
      yield items;
      if (next === null) return;
      if (next === cursor) throw notUnderstood('3PL', 'the list of receipts goes on with the same page');
      cursor = next;
    }
  }
}

const pathOf = (reference: string): string => `/v1/return-orders/${encodeURIComponent(reference)}`;

/** The same content is the same news, however often the list shows it. */
function rawNews(raw: unknown): RawNews {
  const body = Buffer.from(JSON.stringify(raw));
  const dedupeKey = `poll:${createHash('sha256').update(body).digest('hex')}`;
  return { source: THREE_PL_POLL, dedupeKey, body, headers: {} };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new BackhaulError('RECEIPT_NOT_UNDERSTOOD', 'the receipt is not JSON', { cause });
  }
}
