import { BackhaulError, type Clock } from '@backhaul/contracts';
import { inTransaction, type Queryable } from '@backhaul/event-store';
import { VendorError } from '@backhaul/vendor-http';
import type { Pool } from 'pg';
import type { EdiSection } from './section.js';
import type { AsnDraft } from '../../rlm-return-authorization/authorize.js';
import type { Receipt } from '../../rlm-return-authorization/receipt.js';
import type { VendorCall } from '../../vendor-call.js';
import type { Announced, RawNews, ThreePlPort, WarehouseNews } from '../port.js';
import type { Purpose } from './documents/announcement.js';
import { writeAnnouncement } from './documents/write-announcement.js';
import { silence } from './exchange/answer.js';
import { refused, type Filed } from './exchange/filed.js';
import { Inbox } from './exchange/inbox.js';
import { Outbox, type Exchange } from './exchange/outbox.js';
import { receivedDocuments } from './exchange/received-documents.js';
import { sentMessages, type ShownMessage } from './exchange/sent-messages.js';
import { SettledFiles } from './exchange/settled-files.js';
import { readNews } from './read-news.js';
import type { Folders, Listed } from './sftp/folders.js';
import { InterchangeFault } from './x12/faults.js';

const HOUR_MS = 3_600_000;

/**
 * A warehouse that is talked to by X12 files in its folders (contracts/rlm-and-3pl.md §4.4). An announcement is done when its file
 * stands there; the partner's 997 comes as news.
 */
export class EdiClient implements ThreePlPort {
  readonly #exchange: Exchange;
  readonly #outbox: Outbox;
  readonly #inbox: Inbox;
  readonly #settled: SettledFiles;

  constructor(merchantId: string, section: EdiSection, parts: { pool: Pool; folders: Folders; clock: Clock }) {
    this.#exchange = { merchantId, section, ...parts };
    this.#outbox = new Outbox(this.#exchange);
    this.#inbox = new Inbox(this.#exchange, this.#outbox);
    this.#settled = new SettledFiles(section.settleSeconds * 1000, parts.clock);
  }

  announce(draft: AsnDraft, call: VendorCall): Promise<string> {
    return this.#send('new', draft, call);
  }

  async change({ reference: _reference, ...draft }: Announced, call: VendorCall): Promise<void> {
    await this.#assertNothingCame(draft.raNumber);
    await this.#send('change', draft, call);
  }

  async cancel({ reference: _reference, ...draft }: Announced, call: VendorCall): Promise<void> {
    await this.#assertNothingCame(draft.raNumber);
    await this.#send('cancel', draft, call);
  }

  /** Also writes what is still to be written, and tells of messages that nobody answered. */
  async *newsSince(_since: Date, { signal }: Omit<VendorCall, 'key'>): AsyncIterable<readonly RawNews[]> {
    await this.#outbox.flush(signal);
    const failures: unknown[] = [];
    for (const listed of await this.#exchange.folders.incoming()) {
      signal?.throwIfAborted();
      const filed = await this.#file(listed).catch((error: unknown) => setAside(error, failures));
      if (filed === null) continue;
      yield filed.news;
      // The news is kept now: the file may go.
      await this.#outbox.flush(signal);
      await this.#putAway(listed.name, filed);
    }
    yield* this.#silences();
    if (failures.length > 0) throw failures[0];
  }

  read(raw: Pick<RawNews, 'body' | 'headers'>): readonly WarehouseNews[] {
    return readNews(raw, this.#exchange.section);
  }

  /** What was read from files, those that lie there now among them. */
  async receiptsOf(raNumber: string, _since: Date, { signal }: VendorCall): Promise<Receipt[]> {
    const { folders, pool, merchantId } = this.#exchange;
    for (const listed of await folders.incoming()) {
      signal?.throwIfAborted();
      await this.#file(listed);
    }
    const problem = await receivedDocuments.openProblemOf(pool, merchantId, raNumber);
    if (problem !== undefined) {
      const text = `a receipt of RA ${raNumber} in ${problem.fileName} was not taken: ${problem.problem}`;
      throw new BackhaulError('RECEIPT_NOT_UNDERSTOOD', text);
    }
    return (await receivedDocuments.receiptsOf(pool, merchantId, raNumber)).map(({ receipt }) => receipt);
  }

  /** The document once more under new numbers; written with the next look at the folders. Null when it was never sent. */
  async sendAgain(tx: Queryable, key: string): Promise<{ fileName: string; raNumber: string | null } | null> {
    const planned = await this.#outbox.planAgain(tx, key);
    return planned === null ? null : { fileName: planned.fileName, raNumber: planned.raNumber };
  }

  /** What was sent, newest first. */
  messages(): Promise<ShownMessage[]> {
    const { pool, merchantId } = this.#exchange;
    return sentMessages.shown(pool, merchantId);
  }

  async #send(purpose: Purpose, draft: AsnDraft, { key }: VendorCall): Promise<string> {
    const { section, clock } = this.#exchange;
    const { raNumber } = draft;
    const announcement = { purpose, draft, warehouseCode: section.warehouseCode, at: clock.now() };
    try {
      const set = writeAnnouncement(announcement, section.partner);
      const sent = await this.#outbox.send({ key, set, documentNumber: raNumber, raNumber, answered: true });
      return sent.fileName;
    } catch (error) {
      throw error instanceof BackhaulError && error.code === 'EDI_NOT_WRITABLE' ? refusal(error.message) : error;
    }
  }

  /** Null while its end has not come, and when another has taken it meanwhile. */
  async #file({ name, size }: Listed): Promise<Filed | null> {
    const { folders, section } = this.#exchange;
    if (size > section.largestFileBytes) {
      const text = `the file has ${size} bytes, more than the ${section.largestFileBytes} that are taken`;
      return refused(name, Buffer.from(text), text);
    }
    const bytes = await folders.read(name);
    if (bytes === null) return null;
    try {
      return await this.#inbox.file(name, bytes);
    } catch (error) {
      if (!(error instanceof InterchangeFault)) throw error;
      return this.#settled.isSettled(name, bytes.length) ? refused(name, bytes, error.message) : null;
    }
  }

  async #putAway(name: string, { reason }: Filed): Promise<void> {
    const { folders } = this.#exchange;
    if (reason === null) await folders.archive(name);
    else await folders.reject(name, reason);
    this.#settled.forget(name);
  }

  async *#silences(): AsyncIterable<readonly RawNews[]> {
    const { pool, merchantId, clock, section } = this.#exchange;
    const { ackWithinHours } = section;
    const before = new Date(clock.now().getTime() - ackWithinHours * HOUR_MS);
    const silent = await sentMessages.unanswered(pool, merchantId, before);
    if (silent.length === 0) return;
    yield silent.map((message) => silence(message, ackWithinHours));
    await inTransaction(pool, async (tx) => {
      for (const message of silent) await sentMessages.answer(tx, merchantId, message, 'missing', clock.now());
    });
  }

  async #assertNothingCame(raNumber: string): Promise<void> {
    const { pool, merchantId } = this.#exchange;
    const receipts = await receivedDocuments.receiptsOf(pool, merchantId, raNumber);
    if (receipts.length > 0) throw refusal(`the warehouse has received goods for RA ${raNumber} already`, 409);
  }
}

/** A file that our own side cannot file now stays where it is, and holds up no other; a partner out of reach holds up all. */
function setAside(error: unknown, failures: unknown[]): null {
  if (error instanceof VendorError) throw error;
  failures.push(error);
  return null;
}

/** A person has to do something about it before it can be sent. */
const refusal = (message: string, status?: number): VendorError =>
  new VendorError('VENDOR_REFUSED', message, { vendor: '3PL', delivered: 'answered', retryable: false, status });
