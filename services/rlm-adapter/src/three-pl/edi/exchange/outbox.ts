import type { Clock } from '@backhaul/contracts';
import { inTransaction, type Queryable } from '@backhaul/event-store';
import type { Pool } from 'pg';
import type { EdiSection } from '../section.js';
import type { Folders } from '../sftp/folders.js';
import { dateOf, nineDigits, timeOf, writeInterchange, type OutgoingSet } from '../x12/write-interchange.js';
import { controlNumbers, type ControlNumbers } from './control-numbers.js';
import { sentMessages, type NewMessage, type SentMessage } from './sent-messages.js';

/** What the parts of the exchange with one partner share. */
export interface Exchange {
  readonly merchantId: string;
  readonly section: EdiSection;
  readonly pool: Pool;
  readonly folders: Folders;
  readonly clock: Clock;
}

/**
 * Documents for the partner. Each gets its control numbers, name and bytes before anything is written, and keeps them: whatever
 * breaks off, the same file is written, and only when it stands in none of the partner's folders.
 */
export class Outbox {
  /** The folders take one file at a time: whoever waits for them must not hold a database connection meanwhile. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly exchange: Exchange) {}

  /** Gives a document its numbers; one that has some keeps them. @throws BackhaulError EDI_NOT_WRITABLE */
  async plan(tx: Queryable, message: NewMessage): Promise<SentMessage> {
    const { merchantId } = this.exchange;
    await controlNumbers.begin(tx, merchantId);
    const known = await sentMessages.find(tx, merchantId, message.key);
    return known ?? (await this.#add(tx, message, 1));
  }

  /** The same document once more, under new numbers; null when it was never sent. */
  async planAgain(tx: Queryable, key: string): Promise<SentMessage | null> {
    const { merchantId } = this.exchange;
    await controlNumbers.begin(tx, merchantId);
    const known = await sentMessages.find(tx, merchantId, key);
    return known === undefined ? null : this.#add(tx, known, known.attempt + 1);
  }

  /** Plans and writes. Repeated, it writes nothing twice. @throws VendorError, BackhaulError EDI_NOT_WRITABLE */
  async send(message: NewMessage): Promise<SentMessage> {
    const planned = await inTransaction(this.exchange.pool, (tx) => this.plan(tx, message));
    await this.#write(planned);
    return planned;
  }

  /** Writes everything that is planned and not written yet. */
  async flush(signal?: AbortSignal): Promise<void> {
    const { pool, merchantId } = this.exchange;
    for (const message of await sentMessages.unwritten(pool, merchantId)) {
      signal?.throwIfAborted();
      await this.#write(message);
    }
  }

  #write(message: SentMessage): Promise<void> {
    if (message.writtenAt !== null) return Promise.resolve();
    const turn = this.#turn.then(() => this.#writeNow(message));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #writeNow(message: SentMessage): Promise<void> {
    const { pool, merchantId, folders, clock } = this.exchange;
    await inTransaction(pool, async (tx) => {
      const locked = await sentMessages.lock(tx, merchantId, message.key, message.attempt);
      if (locked === undefined || locked.writtenAt !== null) return;
      if (!(await folders.stands(locked.fileName))) await folders.deliver(locked.fileName, locked.body);
      await sentMessages.written(tx, merchantId, locked, clock.now());
    });
  }

  async #add(tx: Queryable, message: NewMessage, attempt: number): Promise<SentMessage> {
    const { merchantId, clock } = this.exchange;
    const numbers = await controlNumbers.next(tx, merchantId);
    const now = clock.now();
    const { key, set, documentNumber, raNumber, answered } = message;
    const planned: SentMessage = {
      ...{ key, attempt, set, documentNumber, raNumber, answered },
      fileName: await this.#freeName(tx, message, now),
      interchangeControl: nineDigits(numbers.interchange),
      groupControl: String(numbers.group),
      body: Buffer.from(this.#text(set, numbers, now)),
      writtenAt: null,
      answer: null,
    };
    await sentMessages.add(tx, merchantId, planned, now);
    return planned;
  }

  /** `{client}_{set}_{docno}_{YYYYMMDDHHMMSS}.edi`; two of one second get seconds of their own. */
  async #freeName(tx: Queryable, { set, documentNumber }: NewMessage, now: Date): Promise<string> {
    const { merchantId, section } = this.exchange;
    const plain = documentNumber.replace(/[^A-Za-z0-9-]/g, '-');
    for (let at = now; ; at = new Date(at.getTime() + 1000)) {
      const name = `${section.clientCode}_${set.id}_${plain}_${dateOf(at)}${timeOf(at)}.edi`;
      if (!(await sentMessages.isNameTaken(tx, merchantId, name))) return name;
    }
  }

  #text(set: OutgoingSet, { interchange, group }: ControlNumbers, at: Date): string {
    const { ours, theirs, version, interchangeVersion, usage, separators } = this.exchange.section.partner;
    return writeInterchange(set, {
      sender: ours,
      receiver: theirs,
      application: { sender: ours.application ?? ours.id, receiver: theirs.application ?? theirs.id },
      interchangeControl: interchange,
      groupControl: group,
      ...{ version, interchangeVersion, usage, separators, at },
    });
  }
}
