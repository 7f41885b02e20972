import { createVendorClient, notUnderstood, type VendorClient, type VendorClientOptions } from '@backhaul/vendor-http';
import { z } from 'zod';
import type { RmaDraft } from '../aims360-rma/authorize-return.js';
import type { DebitDraft } from '../aims360-rma/debit.js';
import type { RmaSnapshot } from '../aims360-rma/rma-snapshot.js';
import type { Aims360Section } from '../config.js';
import { transactionDocument } from './documents.js';
import { Masters, type ItemRef } from './masters.js';
import { literal, pages, rowsOf } from './odata.js';
import { NotMapped, type Aims360Port, type ChangedRma, type EnteredDebit } from './port.js';
import { rmaBody, toNumber } from './rma-body.js';
import { Token } from './token.js';
import { toRmaSnapshot } from './to-rma-snapshot.js';

const RMAS = '/returns/v1.0/rmas';
const TRANSACTIONS = '/accountsreceivable/v1.0/transactions';
const expand = 'lineItems($expand=sizes)';

/** AIMS360's REST API for one merchant (contracts/aims360.md §1–5). */
export class Aims360Client implements Aims360Port {
  readonly #http: VendorClient;
  readonly #masters: Masters;

  constructor(section: Aims360Section, observed: Pick<VendorClientOptions, 'log' | 'metrics' | 'clock'> = {}) {
    const token = new Token(section, observed);
    this.#http = createVendorClient({
      vendor: 'AIMS360',
      baseUrl: section.baseUrl,
      headers: async () => ({ authorization: `Bearer ${await token.get()}` }),
      onUnauthorized: () => token.renew(),
      callsPerMinute: section.callsPerMinute,
      concurrency: 4,
      ...observed,
    });
    const now = (): number => (observed.clock?.now() ?? new Date()).getTime();
    this.#masters = new Masters(this.#http, section.secondsWarehouse ?? null, now);
  }

  async findRma(externalReturnId: string, signal?: AbortSignal): Promise<RmaSnapshot | null> {
    const filter = `thirdPartyReturnID eq ${literal(externalReturnId)}`;
    const [row] = await rowsOf(this.#http, RMAS, z.unknown(), { filter, expand }, signal);
    return row === undefined ? null : toRmaSnapshot(row, await this.#masters.warehouseNames());
  }

  async createRma(draft: RmaDraft, signal?: AbortSignal): Promise<RmaSnapshot> {
    const items = new Map<string, ItemRef>();
    for (const unit of draft.units) items.set(unit.unitId, await this.#masters.item(unit, signal));
    const resolved = {
      orderNumber: await this.#masters.orderNumber(draft.order.orderId, draft.order.orderName, signal),
      warehouseId: await this.#masters.warehouseId(draft.warehouse),
      reasonId: await this.#masters.returnReasonId(draft.reason),
      itemOf: (unitId: string) => items.get(unitId) ?? missing(unitId),
    };
    const names = await this.#masters.warehouseNames();
    const answer = await this.#http.post('/returns/v1.0/rma', rmaBody(draft, resolved), options(signal));
    return toRmaSnapshot(answer.json(), names);
  }

  async confirmCredit(rmaId: string, signal?: AbortSignal): Promise<void> {
    await this.#http.post(`/returns/v1.0/rma/${encodeURIComponent(rmaId)}/credit`, { confirm: true }, options(signal));
  }

  async *changedRmas(since: Date, signal: AbortSignal): AsyncIterable<readonly ChangedRma[]> {
    const names = await this.#masters.warehouseNames();
    const query = { filter: `lastModifiedOn ge ${since.toISOString()}`, expand, orderBy: 'lastModifiedOn,rmaID' };
    for await (const rows of pages(this.#http, RMAS, z.unknown(), query, signal)) {
      yield rows.flatMap((row) => {
        const { externalReturnId, ...rma } = toRmaSnapshot(row, names);
        return externalReturnId === null ? [] : [{ externalReturnId, rma }];
      });
    }
  }

  async findDebit(account: string, reference: string, signal?: AbortSignal): Promise<EnteredDebit | null> {
    const filter = `customerAccount eq ${literal(account)} and transactionType eq 'DebitAdjustment' and reference eq ${literal(reference)}`;
    const [row] = await rowsOf(this.#http, TRANSACTIONS, transactionDocument, { filter }, signal);
    return row === undefined ? null : enteredOf(row);
  }

  async enterDebit(draft: DebitDraft, signal?: AbortSignal): Promise<EnteredDebit> {
    const body = {
      customerAccount: draft.customerAccount,
      adjustmentType: 'Debit',
      amount: toNumber(draft.amount),
      currencyCode: draft.amount.currency,
      debitAdjustmentID: await this.#masters.debitReasonId(draft.reason),
      reference: draft.reference,
      appliedToTransactionID: await this.#openCredit(draft, signal),
      notes: draft.notes,
    };
    const answer = await this.#http.post('/accountsreceivable/v1.0/adjustment', body, options(signal));
    const parsed = transactionDocument.safeParse(answer.json());
    if (!parsed.success) throw notUnderstood('AIMS360', 'the answer to the debit does not fit its contract');
    return enteredOf(parsed.data);
  }

  async postBatch(batchId: string, signal?: AbortSignal): Promise<void> {
    await this.#http.post(`/accountsreceivable/v1.0/batch/${encodeURIComponent(batchId)}/post`, {}, options(signal));
  }

  /** "Post adjustment against an existing unapplied": the credit of this very RMA, found by its document number. */
  async #openCredit(draft: DebitDraft, signal?: AbortSignal): Promise<string> {
    const filter = `customerAccount eq ${literal(draft.customerAccount)} and transactionType eq 'CreditMemo' and document eq ${literal(draft.creditDocument)}`;
    const [credit] = await rowsOf(this.#http, TRANSACTIONS, transactionDocument, { filter }, signal);
    if (credit === undefined)
      throw new NotMapped(`AIMS360 shows no open credit ${draft.creditDocument} on ${draft.customerAccount}.`);
    return credit.transactionID;
  }
}

const options = (signal: AbortSignal | undefined): { signal?: AbortSignal } => (signal === undefined ? {} : { signal });

function enteredOf(row: z.infer<typeof transactionDocument>): EnteredDebit {
  return { batchId: row.batchID ?? '', document: row.document, posted: row.posted };
}

function missing(unitId: string): never {
  throw new Error(`unit ${unitId} was not resolved`);
}
