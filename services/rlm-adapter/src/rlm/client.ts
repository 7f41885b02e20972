import type { EventData } from '@backhaul/contracts';
import { parseMoney, sum, type Money } from '@backhaul/money';
import {
  createVendorClient,
  notUnderstood,
  type CallOptions,
  type VendorClient,
  type VendorClientOptions,
} from '@backhaul/vendor-http';
import type { RlmSection } from '../config.js';
import type { RaDraft } from '../rlm-return-authorization/authorize.js';
import type { ImportResult, ShopRefund } from '../rlm-return-authorization/refund.js';
import { raBody, receiptBody, refundBody } from './bodies.js';
import { balance, importRow, invoice, ra, receipt, warehouse, type ImportRow } from './documents.js';
import type { RlmPort, StoredReceipt } from './port.js';
import { all, readAs } from './read.js';

/** The legacy system was slow and large; a known client waits this long (contracts/rlm-and-3pl.md §8). */
const TIMEOUT_MS = 120_000;

/** RLM's assumed REST API for one company (contracts/rlm-and-3pl.md §1.4). */
export class RlmClient implements RlmPort {
  readonly #http: VendorClient;

  constructor(section: RlmSection, observed: Pick<VendorClientOptions, 'log' | 'metrics' | 'clock'> = {}) {
    this.#http = createVendorClient({
      vendor: 'RLM',
      baseUrl: `${section.baseUrl}/v1/companies/${section.company}`,
      headers: () => ({ authorization: `Bearer ${section.apiKey.reveal()}` }),
      timeoutMs: TIMEOUT_MS,
      callsPerMinute: section.callsPerMinute,
      concurrency: 4,
      ...observed,
    });
  }

  async findRa(externalReturnId: string, division: number, signal?: AbortSignal): Promise<string | null> {
    const found = await all(this.#http, '/return-authorizations', ra, { external_rma_id: externalReturnId }, signal);
    const own = found.find((each) => each.division === division);
    return own === undefined ? null : String(own.ra_number);
  }

  async createRa(draft: RaDraft, key: string, signal?: AbortSignal): Promise<string> {
    await this.#http.post('/return-authorizations', raBody(draft), keyed(key, signal));
    const number = await this.findRa(draft.externalReturnId, draft.policy.division, signal);
    if (number === null) throw notUnderstood('RLM', 'the RA was created and does not show');
    return number;
  }

  async raStatus(raNumber: string, signal?: AbortSignal): Promise<string | null> {
    const path = `/return-authorizations/${encodeURIComponent(raNumber)}`;
    const answer = await this.#http.get(path, { accept: [404], ...aborted(signal) });
    return answer.status === 404 ? null : readAs('the RA', ra, answer.json()).status;
  }

  async transmitRa(raNumber: string, key: string, signal?: AbortSignal): Promise<void> {
    await this.#http.post(`/return-authorizations/${encodeURIComponent(raNumber)}/transmit`, {}, keyed(key, signal));
  }

  async hasReceipt(receiptId: string, signal?: AbortSignal): Promise<boolean> {
    return (await all(this.#http, '/return-receipts', receipt, { receipt_id: receiptId }, signal)).length > 0;
  }

  async postReceipt(
    raNumber: string,
    number: number,
    stored: StoredReceipt,
    key: string,
    signal?: AbortSignal,
  ): Promise<void> {
    await this.#http.post('/return-receipts', receiptBody(raNumber, number, stored), keyed(key, signal));
  }

  async markExported(receiptId: string, key: string, signal?: AbortSignal): Promise<void> {
    const path = `/return-receipts/${encodeURIComponent(receiptId)}/exported`;
    await this.#http.post(path, { export_status: 'CONFIRMED' }, keyed(key, signal));
  }

  async findImport(refundId: string, currency: string, signal?: AbortSignal): Promise<ImportResult | null> {
    const path = `/refund-imports/${encodeURIComponent(refundId)}`;
    const answer = await this.#http.get(path, { accept: [404], ...aborted(signal) });
    return answer.status === 404
      ? null
      : this.#resultOf(readAs('the refund import', importRow, answer.json()), currency, signal);
  }

  async importRefund(refund: ShopRefund, money: Money, key: string, signal?: AbortSignal): Promise<ImportResult> {
    const answer = await this.#http.post('/refund-imports', refundBody(refund, money), keyed(key, signal));
    return this.#resultOf(readAs('the refund import', importRow, answer.json()), money.currency, signal);
  }

  async levels(skus: readonly string[], signal?: AbortSignal): Promise<EventData<'InventoryExported'>['levels']> {
    const warehouses = await all(this.#http, '/warehouses', warehouse, {}, signal);
    // Second-quality warehouses are never exported (contracts/rlm-and-3pl.md §6.9).
    const locations = new Map(
      warehouses.flatMap(({ number, quality, shopify_location_id }) =>
        quality === 'FIRST' && shopify_location_id ? [[number, shopify_location_id] as const] : [],
      ),
    );
    const sums = new Map<string, { sku: string; locationId: string; available: number }>();
    for (const sku of skus) {
      for (const row of await all(this.#http, '/inventory', balance, { sku }, signal)) {
        const locationId = locations.get(row.warehouse);
        if (locationId === undefined) continue;
        const before = sums.get(`${sku}|${locationId}`)?.available ?? 0;
        sums.set(`${sku}|${locationId}`, { sku, locationId, available: before + row.ats });
      }
    }
    return [...sums.values()];
  }

  /** The import says what was made; the amounts stand on the invoice. */
  async #resultOf(row: ImportRow, currency: string, signal?: AbortSignal): Promise<ImportResult> {
    const reason = row.message ?? row.lines.flatMap((line) => line.message ?? []).join('; ');
    if (row.result !== 'CREATED')
      return { kind: row.result === 'SKIPPED' ? 'skipped' : 'error', reason: reason || row.result };
    if (!row.credit_number) throw notUnderstood('RLM', 'the refund was imported and no credit is named');
    const answer = await this.#http.get(`/invoices/${row.credit_number}`, aborted(signal));
    const credit = readAs('the credit invoice', invoice, answer.json());
    const money = (text: string): Money => parseMoney(text, credit.currency);
    return {
      kind: 'created',
      creditNumber: String(row.credit_number),
      total: money(credit.total),
      merchandise: money(credit.merchandise),
      tax: money(credit.sales_tax),
      freight: money(credit.freight_charge),
      adjustment: sum(
        credit.misc_charges.map((charge) => money(charge.amount)),
        currency,
      ),
      movements: row.restocked.map(({ sku, warehouse: number, quality, quantity }) => ({
        sku,
        barcode: null,
        warehouse: String(number),
        quality: quality === '1' ? 'first' : 'second',
        quantity,
      })),
    };
  }
}

const aborted = (signal: AbortSignal | undefined): { signal?: AbortSignal } => (signal === undefined ? {} : { signal });
const keyed = (key: string, signal: AbortSignal | undefined): CallOptions => ({
  headers: { 'Idempotency-Key': key },
  ...aborted(signal),
});
