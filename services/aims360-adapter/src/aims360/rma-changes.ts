import { VendorError } from '@backhaul/vendor-http';
import type { RmaSnapshot } from '../aims360-rma/rma-snapshot.js';
import { businessDate } from './business-date.js';
import { editableRma, fitting, type EditableRma } from './documents.js';
import type { Masters } from './masters.js';
import { found, literal } from './odata.js';
import { PersonNeeded, type ReceiptDraft, type RmaKey, type RmaPatch } from './port.js';
import { editBody } from './rma-edit.js';
import { wantedLines, type WantedLine } from './rma-lines.js';
import { receiptLines, type ReceivedLine } from './rma-receipt.js';
import type { Books } from './rmas.js';
import type { Session } from './session.js';
import { toRmaSnapshot } from './to-rma-snapshot.js';

const RMAS = '/returns/v1.0/rmas';
const expand = 'lineItems($expand=sizes)';

/** What happens to an RMA between its creation and its credit: it is edited, received, voided (contracts/aims360.md §4). */
export class RmaChanges {
  constructor(
    private readonly http: Session,
    private readonly masters: Masters,
    private readonly books: Books,
  ) {}

  async edit(rmaId: string, patch: RmaPatch, signal?: AbortSignal): Promise<RmaSnapshot> {
    const lines = await wantedLines(patch.units, this.masters, signal);
    return this.#edited(rmaId, { ...patch, lines }, signal).catch((error: unknown) => {
      // Somebody changed the RMA after we had read it: what differs is worked out anew, once (contracts/aims360.md §7).
      if (!isStale(error)) throw error;
      return this.#edited(rmaId, { ...patch, lines }, signal);
    });
  }

  async receive(receipt: ReceiptDraft, signal?: AbortSignal): Promise<RmaSnapshot> {
    const rma = await this.#ofReturn(receipt, signal);
    const lines = receiptLines(rma, await this.#resolved(receipt, signal));
    if (lines === null)
      throw new PersonNeeded('receive-rma', `An item of receipt ${receipt.receiptReference} is not on RMA ${rma.rma}.`);
    const received = businessDate(new Date(receipt.receivedAt), this.books.timeZone);
    const body = { receiptReference: receipt.receiptReference, received, lines };
    return this.#snapshot(await this.http.post(`${rmaPath(rma.rmaID)}/receive`, body, signal));
  }

  async void(rmaId: string, signal?: AbortSignal): Promise<RmaSnapshot> {
    return this.#snapshot(await this.http.post(`${rmaPath(rmaId)}/void`, {}, signal));
  }

  async #edited(
    rmaId: string,
    wanted: Pick<RmaPatch, 'tax' | 'fee'> & { lines: readonly WantedLine[] },
    signal?: AbortSignal,
  ): Promise<RmaSnapshot> {
    const answer = await this.http.get(rmaPath(rmaId), { $expand: expand }, signal);
    const rma = fitting(editableRma, answer.json(), 'the RMA');
    const body = editBody(rma, wanted);
    if (body === null) return this.#snapshot(answer);
    return this.#snapshot(await this.http.patch(rmaPath(rmaId), body, signal, rma['@odata.etag'] ?? undefined));
  }

  async #ofReturn({ customerAccount, externalReturnId }: RmaKey, signal?: AbortSignal): Promise<EditableRma> {
    const filter = `customerAccount eq ${literal(customerAccount)} and thirdPartyReturnID eq ${literal(externalReturnId)}`;
    const [rma, ...others] = await found(this.http, RMAS, editableRma, { filter, expand }, signal);
    if (rma !== undefined && others.length === 0) return rma;
    const count = rma === undefined ? 'no RMA' : 'several RMAs';
    throw new PersonNeeded('receive-rma', `AIMS360 has ${count} for return ${externalReturnId}.`);
  }

  async #resolved({ lines }: ReceiptDraft, signal?: AbortSignal): Promise<ReceivedLine[]> {
    const resolved: ReceivedLine[] = [];
    for (const { quantity, disposition, warehouseCode, ...unit } of lines) {
      const item = await this.masters.item(unit, signal);
      const warehouseId = await this.masters.warehouseId(warehouseCode);
      resolved.push({ ...item, quantity, warehouseId, disposition: dispositions[disposition] });
    }
    return resolved;
  }

  async #snapshot(answer: { json(): unknown }): Promise<RmaSnapshot> {
    return toRmaSnapshot(answer.json(), await this.masters.warehouseNames()).rma;
  }
}

const dispositions = { restock: 'Restock', seconds: 'Seconds', 'write-off': 'WriteOff', missing: 'Missing' } as const;

const isStale = (error: unknown): boolean => error instanceof VendorError && error.status === 412;

const rmaPath = (rmaId: string): string => `/returns/v1.0/rma/${encodeURIComponent(rmaId)}`;
