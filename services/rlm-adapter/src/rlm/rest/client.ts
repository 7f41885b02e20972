import { systemClock, type Clock } from '@backhaul/contracts';
import {
  createVendorClient,
  notUnderstood,
  VendorError,
  type VendorClient,
  type VendorClientOptions,
} from '@backhaul/vendor-http';
import { z } from 'zod';
import type { RlmSection } from '../../config.js';
import type { RaDraft } from '../../rlm-return-authorization/authorize.js';
import type { MadeRa } from '../../rlm-return-authorization/ra-lines.js';
import type { PostedReceipt } from '../../rlm-return-authorization/receipts.js';
import type { ImportedRefund } from '../../rlm-return-authorization/refund.js';
import type { RefundDraft } from '../../rlm-return-authorization/refunds.js';
import { reading, writing, type VendorCall } from '../../vendor-call.js';
import { raBody, receiptBody, refundBody } from './bodies.js';
import { importRow, invoice, list, ra, receipt, warehouse, type ImportRow, type StoredRow } from './documents.js';
import { importedRefund } from './imported-refund.js';
import { RestOrders } from './orders.js';
import { ownRas, seenRas } from './own-ras.js';
import type { ImportAnswer, ReceiptName, RlmPort, RlmWarehouse, SeenRa, StockRead, StoredReceipt } from '../port.js';
import { all, pages, readAs } from './read.js';
import { readChangedLevels, readLevels } from './stock.js';

/** RLM's assumed REST API for one company (contracts/rlm-and-3pl.md §1.4). */
export class RlmClient implements RlmPort {
  readonly orders: RestOrders;
  readonly #http: VendorClient;
  readonly #clock: Clock;

  constructor(section: RlmSection, observed: Pick<VendorClientOptions, 'log' | 'metrics' | 'clock'> = {}) {
    this.#clock = observed.clock ?? systemClock;
    this.#http = createVendorClient({
      vendor: 'RLM',
      baseUrl: `${section.baseUrl}/v1/companies/${section.company}`,
      headers: () => ({ authorization: `Bearer ${section.apiKey.reveal()}` }),
      timeoutMs: section.timeoutSeconds * 1000,
      callsPerMinute: section.callsPerMinute,
      concurrency: 4,
      ...observed,
    });
    this.orders = new RestOrders(this.#http);
  }

  async findRas(draft: RaDraft, call: VendorCall): Promise<MadeRa[]> {
    const query = { external_rma_id: draft.externalReturnId };
    return ownRas(await all(this.#http, '/return-authorizations', ra, query, call), draft);
  }

  async createRas(draft: RaDraft, call: VendorCall): Promise<MadeRa[]> {
    const answer = await this.#http.post('/return-authorizations', raBody(draft), writing(call));
    const made = ownRas(readAs('the RA', list(ra), answer.json()).items, draft);
    if (made.length === 0) throw notUnderstood('RLM', 'the RA that came back is not the one that was asked for');
    return made;
  }

  /**
   * No field of an RA is free for a mark of ours (contracts/rlm-and-3pl.md §2.3), so the key tells: under it RLM gives what it made
   * for it, and refuses a second RA beside another's. Assumed; an RLM that forgets keys would call our own RA another's.
   */
  async madeByOthers(draft: RaDraft, call: VendorCall): Promise<string | null> {
    const answer = await this.#http.post('/return-authorizations', raBody(draft), { accept: [409], ...writing(call) });
    if (answer.status !== 409) return null;
    const { code, message } = refusalIn(answer.json());
    // Any other conflict is about the key, so it was ours.
    return code === 'DUPLICATE' ? (message ?? 'RA Already Exists') : null;
  }

  async *changedRas(since: Date, call: Omit<VendorCall, 'key'>): AsyncIterable<readonly SeenRa[]> {
    const query = { updated_since: since.toISOString() };
    for await (const rows of pages(this.#http, '/return-authorizations', ra, query, call)) yield seenRas(rows);
  }

  async isTransmitted(raNumber: string, call: VendorCall): Promise<boolean> {
    const status = await this.#statusOf(raNumber, call);
    return status !== null && status !== 'OPEN' && status !== 'CANCELLED';
  }

  async transmitRa(raNumber: string, call: VendorCall): Promise<void> {
    await this.#http.post(`/return-authorizations/${encodeURIComponent(raNumber)}/transmit`, {}, writing(call));
  }

  async cancelRa(raNumber: string, call: VendorCall): Promise<void> {
    await this.#http.post(`/return-authorizations/${encodeURIComponent(raNumber)}/cancel`, {}, writing(call));
  }

  async isCancelled(raNumber: string, call: VendorCall): Promise<boolean> {
    return (await this.#statusOf(raNumber, call)) === 'CANCELLED';
  }

  async findReceipt({ receipt: { receiptId, revision, warehouse } }: PostedReceipt, call: VendorCall) {
    const row = await this.#receiptRow({ receiptId, warehouse }, call);
    return row !== undefined && row.revision >= revision ? storedReceipt(row) : null;
  }

  async postReceipt(posted: PostedReceipt, call: VendorCall): Promise<StoredReceipt> {
    try {
      const answer = await this.#http.post('/return-receipts', receiptBody(posted), writing(call));
      return storedReceipt(readAs('the receipt', receipt, answer.json()));
    } catch (error) {
      if (isExportedBefore(error)) return { unknownItems: [], posted: 'exported-before' };
      throw error;
    }
  }

  async markExported(name: ReceiptName, call: VendorCall): Promise<void> {
    const row = await this.#receiptRow(name, call);
    if (row === undefined) throw notUnderstood('RLM', `receipt ${name.receiptId} was posted and does not show`);
    if (row.export_status === 'CONFIRMED' || row.export_status === 'NOT_APPLICABLE') return;
    const path = `/return-receipts/${encodeURIComponent(row.id)}/exported`;
    await this.#http.post(path, { export_status: 'CONFIRMED' }, writing(call));
  }

  async findImport({ refund, money }: RefundDraft, call: VendorCall): Promise<ImportedRefund | null> {
    const path = `/refund-imports/${encodeURIComponent(refund.refundId)}`;
    const answer = await this.#http.get(path, { accept: [404], ...reading(call) });
    if (answer.status === 404) return null;
    const row = readAs('the refund import', importRow, answer.json());
    // Only what made a credit is stored (contracts/rlm-and-3pl.md §6.5).
    return row.result === 'CREATED' ? this.#withInvoice(row, money.currency, call) : null;
  }

  async importRefund(draft: RefundDraft, call: VendorCall): Promise<ImportAnswer> {
    const answer = await this.#http.post('/refund-imports', refundBody(draft), writing(call));
    const row = readAs('the refund import', importRow, answer.json());
    if (row.result === 'CREATED') return this.#withInvoice(row, draft.money.currency, call).catch(inDoubt);
    const reasons = [row.message, ...row.lines.map((line) => line.message)].flatMap((text) => text ?? []);
    const reason = [...new Set(reasons)].join('; ') || row.result;
    return { kind: row.result === 'SKIPPED' ? 'skipped' : 'error', reason };
  }

  async warehouses(call: VendorCall): Promise<RlmWarehouse[]> {
    const rows = await all(this.#http, '/warehouses', warehouse, {}, call);
    return rows.map(({ number, quality, shopify_location_id: location, second_quality_warehouse: second }) => ({
      number,
      quality: quality === 'FIRST' ? 'first' : 'second',
      locationId: location ?? null,
      secondQualityWarehouse: second ?? null,
    }));
  }

  async levels(skus: readonly string[], call: VendorCall): Promise<StockRead> {
    // Before the first read: a movement during the reads belongs to a later export.
    const readAt = this.#clock.now();
    return { levels: await readLevels(this.#http, skus, call), readAt };
  }

  async changedLevels(since: Date, call: VendorCall): Promise<StockRead> {
    const readAt = this.#clock.now();
    return { levels: await readChangedLevels(this.#http, since, call), readAt };
  }

  async #statusOf(raNumber: string, call: VendorCall): Promise<string | null> {
    const path = `/return-authorizations/${encodeURIComponent(raNumber)}`;
    const answer = await this.#http.get(path, { accept: [404], ...reading(call) });
    return answer.status === 404 ? null : readAs('the RA', ra, answer.json()).status;
  }

  async #withInvoice(row: ImportRow, currency: string, call: VendorCall): Promise<ImportedRefund> {
    const { credit_number: number } = row;
    if (number === null || number === undefined)
      throw notUnderstood('RLM', 'the refund was imported and no credit is named');
    const answer = await this.#http.get(`/invoices/${number}`, { accept: [404], ...reading(call) });
    if (answer.status === 404) throw notUnderstood('RLM', `credit ${number} of an imported refund does not show`);
    return importedRefund(row, number, readAs('the credit invoice', invoice, answer.json()), currency);
  }

  async #receiptRow(name: ReceiptName, call: VendorCall): Promise<StoredRow | undefined> {
    const rows = await all(this.#http, '/return-receipts', receipt, { receipt_id: name.receiptId }, call);
    return rows.find((row) => row.receipt_id === name.receiptId && row.threepl_code === name.warehouse);
  }
}

/** It is `NOT_APPLICABLE` when it has an RA and that one is closed or cancelled (contracts/rlm-and-3pl.md §5). */
const storedReceipt = ({ export_status, lines }: StoredRow): StoredReceipt => ({
  unknownItems: lines.flatMap(({ result, message }) => (result === 'ERROR' ? [message ?? 'Invalid SKU'] : [])),
  posted: export_status === 'NOT_APPLICABLE' ? 'ra-closed' : 'counted',
});

/** A correction that came after the receipt went to Loop: it will never be taken (contracts/rlm-and-3pl.md §4.2). */
function isExportedBefore(error: unknown): boolean {
  if (!(error instanceof VendorError) || error.status !== 409) return false;
  return refusalIn(error.body).message === 'Receipt Already Exported';
}

/** RLM's own words (contracts/rlm-and-3pl.md §8). */
const refusalIn = (body: unknown): z.infer<typeof refusal> => refusal.safeParse(body).data ?? {};
const refusal = z.object({ code: z.string().nullish(), message: z.string().nullish() });

/** The import is made: whatever keeps us from reading its credit, it must look neither refused nor undone. */
function inDoubt(error: unknown): never {
  if (error instanceof VendorError && error.delivered === 'unknown') throw error;
  const reason = error instanceof Error ? error.message : String(error);
  throw notUnderstood('RLM', `the refund was imported, and its credit could not be read: ${reason}`);
}
