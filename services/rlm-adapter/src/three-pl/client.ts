import { createVendorClient, notUnderstood, type VendorClient, type VendorClientOptions } from '@backhaul/vendor-http';
import { z } from 'zod';
import type { ThreePlSection } from '../config.js';
import type { AsnDraft } from '../rlm-return-authorization/authorize.js';
import type { ThreePlPort } from './port.js';

const returnOrder = z.object({ id: z.string().min(1) });
const page = z.object({ items: z.array(z.unknown()), next_cursor: z.string().nullable() });

/** A warehouse's REST API for one client (contracts/rlm-and-3pl.md §4.2). */
export class ThreePlClient implements ThreePlPort {
  readonly #http: VendorClient;
  readonly #section: ThreePlSection;

  constructor(section: ThreePlSection, observed: Pick<VendorClientOptions, 'log' | 'metrics' | 'clock'> = {}) {
    this.#section = section;
    this.#http = createVendorClient({
      vendor: '3PL',
      baseUrl: section.baseUrl,
      headers: () => ({ authorization: `Bearer ${section.apiKey.reveal()}` }),
      callsPerMinute: section.callsPerMinute,
      ...observed,
    });
  }

  async announce(draft: AsnDraft, key: string, signal?: AbortSignal): Promise<string> {
    const answer = await this.#http.post('/v1/return-orders', this.#body(draft), {
      headers: { 'Idempotency-Key': key },
      ...(signal === undefined ? {} : { signal }),
    });
    const parsed = returnOrder.safeParse(answer.json());
    if (!parsed.success) throw notUnderstood('3PL', 'the return order came back without its id');
    return parsed.data.id;
  }

  async *receiptsSince(since: Date, signal: AbortSignal): AsyncIterable<readonly unknown[]> {
    for (let cursor: string | undefined; ;) {
      const query = { updated_since: since.toISOString(), limit: 100, cursor };
      const answer = await this.#http.get('/v1/return-receipts', { query, signal });
      const parsed = page.safeParse(answer.json());
      if (!parsed.success) throw notUnderstood('3PL', 'the list of receipts does not fit its contract');
      yield parsed.data.items;
      if (parsed.data.next_cursor === null) return;
      cursor = parsed.data.next_cursor;
    }
  }

  #body({ raNumber, externalReturnId, order, parcel, shopper, lines }: AsnDraft): object {
    return {
      client_code: this.#section.clientCode,
      warehouse_code: this.#section.warehouseCode,
      ra_number: raNumber,
      external_rma_id: externalReturnId,
      order_number: order.orderName,
      carrier: parcel.carrier,
      tracking_numbers: parcel.trackingNumber === null ? [] : [parcel.trackingNumber],
      // What a warehouse needs to match a parcel without a label; null when Loop did not tell.
      customer: shopper === null ? null : { name: shopper.name, zip: shopper.postalCode, country: shopper.countryCode },
      accept_unexpected: true,
      lines: lines.map((line) => ({
        line_no: line.lineNo,
        sku: line.sku,
        upc: line.barcode,
        qty_expected: line.unitIds.length,
        requested_disposition: 'DEFAULT',
      })),
    };
  }
}
