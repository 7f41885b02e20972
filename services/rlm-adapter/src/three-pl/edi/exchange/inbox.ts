import { inTransaction, type Queryable } from '@backhaul/event-store';
import type { ReportedReceipt } from '../../port.js';
import { assertAddressed, faultOf } from '../documents/addressed.js';
import type { Incoming } from '../documents/incoming.js';
import { readDocument } from '../documents/read-document.js';
import { write997, type Judged } from '../documents/write-997.js';
import { InterchangeFault, SetFault } from '../x12/faults.js';
import { readInterchange, type Interchange, type TransactionSet } from '../x12/read-interchange.js';
import { aboutOf, contentsOf } from './about.js';
import { answerHeaders } from './answer.js';
import { textOf } from './excerpt.js';
import { part, refused, type Filed, type Part, type Place } from './filed.js';
import type { Exchange, Outbox } from './outbox.js';
import { receivedDocuments, type DocumentName, type ReceivedDocument } from './received-documents.js';
import { sentMessages } from './sent-messages.js';

/**
 * Takes files of the partner in: each document once by its control numbers, with a 997 for each group. Filing a file again, after
 * a crash, changes nothing and brings the same news.
 */
export class Inbox {
  constructor(
    private readonly exchange: Exchange,
    private readonly outbox: Outbox,
  ) {}

  /** @throws InterchangeFault truncated: the end of the file has not come yet */
  async file(fileName: string, bytes: Buffer): Promise<Filed> {
    let interchange: Interchange;
    try {
      interchange = readInterchange(textOf(bytes));
      assertAddressed(interchange, this.exchange.section.partner);
    } catch (error) {
      if (!(error instanceof InterchangeFault) || error.truncated) throw error;
      return refused(fileName, bytes, error.message);
    }
    const { pool, merchantId } = this.exchange;
    return inTransaction(pool, async (tx) => {
      await receivedDocuments.begin(tx, merchantId);
      const filed: Filed[] = [];
      for (const group of interchange.groups)
        filed.push(await this.#group(tx, { fileName, interchange, group }, bytes));
      const reasons = filed.flatMap(({ reason }) => reason ?? []);
      return {
        news: filed.flatMap(({ news }) => news),
        reason: reasons.length === 0 ? null : reasons.join('\n'),
      };
    });
  }

  async #group(tx: Queryable, place: Place, bytes: Buffer): Promise<Filed> {
    const { fileName, group } = place;
    const fault = faultOf(group, this.exchange.section.partner);
    if (fault !== null) {
      const judged = group.sets.map((set) => ({ set, fault: null }));
      await this.#acknowledge(tx, place, judged);
      return refused(fileName, bytes, `group ${group.control}: ${fault.text}`);
    }
    const parts: Part[] = [];
    const numbers = new Set<string>();
    for (const set of group.sets) {
      const isTwice = numbers.has(set.control);
      numbers.add(set.control);
      const fault = new SetFault(`the group has another document ${set.control}`, '5');
      parts.push(isTwice ? part(place, set, { fault }) : await this.#set(tx, place, set));
    }
    const judged = parts.map((each) => each.judged);
    // The partner has had its answer to what it sends again.
    if (parts.some(({ isRepeated }) => !isRepeated)) await this.#acknowledge(tx, place, judged);
    const faults = judged.flatMap(({ set, fault: of }) =>
      of === null ? [] : `${set.id} ${set.control}: ${of.message}`,
    );
    return { news: parts.map(({ news }) => news), reason: faults.length === 0 ? null : faults.join('\n') };
  }

  async #set(tx: Queryable, place: Place, set: TransactionSet): Promise<Part> {
    const { merchantId } = this.exchange;
    const name = nameOf(place, set);
    const rows = await receivedDocuments.find(tx, merchantId, name);
    const own = rows.find(({ fileName }) => fileName === place.fileName);
    const isRepeated = rows.length > 0 && rows[0] !== own;
    if (own === undefined && isRepeated) {
      const numbers = `${name.interchange}/${name.group}/${name.set}`;
      const text = `control numbers ${numbers} were used before, by ${rows[0]?.fileName}`;
      return this.#notTaken(tx, place, set, new SetFault(text, '5'), true);
    }
    if (own === undefined) return this.#newSet(tx, place, set);
    if (own.problem !== null) return part(place, set, { fault: new SetFault(own.problem, '5'), isRepeated });
    const headers = own.receipt === null ? await this.#answered(tx, place, set) : revisionOf(own.receipt);
    return part(place, set, { headers });
  }

  async #newSet(tx: Queryable, place: Place, set: TransactionSet): Promise<Part> {
    try {
      const incoming = this.#read(place, set);
      const receipt = incoming.kind === 'receipt' ? await this.#numbered(tx, incoming) : null;
      const headers = receipt === null ? await this.#answered(tx, place, set) : revisionOf(receipt);
      const about = { raNumber: receipt?.raNumber ?? null, receiptId: receipt?.receipt.receiptId ?? null };
      await this.#add(tx, place, set, { ...about, receipt, problem: null });
      return part(place, set, { headers });
    } catch (fault) {
      if (!(fault instanceof SetFault)) throw fault;
      return this.#notTaken(tx, place, set, fault, false);
    }
  }

  async #notTaken(
    tx: Queryable,
    place: Place,
    set: TransactionSet,
    fault: SetFault,
    isRepeated: boolean,
  ): Promise<Part> {
    const about = aboutOf(set, this.exchange.section.partner.qualifiers.ra);
    await this.#add(tx, place, set, { ...about, receipt: null, problem: fault.message });
    return part(place, set, { fault, isRepeated });
  }

  #add(
    tx: Queryable,
    place: Place,
    set: TransactionSet,
    facts: Pick<ReceivedDocument, 'raNumber' | 'receiptId' | 'receipt' | 'problem'>,
  ): Promise<void> {
    const { merchantId, clock } = this.exchange;
    const document = { ...nameOf(place, set), fileName: place.fileName, setId: set.id, ...facts };
    return receivedDocuments.add(tx, merchantId, document, clock.now());
  }

  #read({ group }: Place, set: TransactionSet): Incoming {
    const { partner, warehouseCode } = this.exchange.section;
    return readDocument(set, { partner, warehouseCode, groupAt: group.at });
  }

  /** X12 has no revisions: other contents under the same receipt number are the next one. */
  async #numbered(
    tx: Queryable,
    { kind: _kind, ...reported }: Extract<Incoming, { kind: 'receipt' }>,
  ): Promise<ReportedReceipt> {
    const before = await receivedDocuments.newestReceipt(tx, this.exchange.merchantId, reported.receipt.receiptId);
    if (before === undefined) return reported;
    const revision = before.receipt.revision + (contentsOf(before) === contentsOf(reported) ? 0 : 1);
    return { ...reported, receipt: { ...reported.receipt, revision } };
  }

  /** Of a 997: which message of ours it answers. @throws SetFault when it is none of ours */
  async #answered(tx: Queryable, place: Place, set: TransactionSet): Promise<Record<string, string>> {
    const incoming = this.#read(place, set);
    if (incoming.kind !== 'acknowledgement') return {};
    const { functionalId, groupControl, accepted } = incoming;
    const { merchantId, clock } = this.exchange;
    const message = await sentMessages.ofGroup(tx, merchantId, functionalId, groupControl);
    if (message === undefined)
      throw new SetFault(`the 997 answers group ${functionalId} ${groupControl}, which we have not sent`, '5');
    await sentMessages.answer(tx, merchantId, message, accepted ? 'accepted' : 'rejected', clock.now());
    return answerHeaders(message);
  }

  async #acknowledge(tx: Queryable, { fileName, interchange, group }: Place, judged: readonly Judged[]): Promise<void> {
    // An acknowledgement is not acknowledged.
    if (group.functionalId === 'FA') return;
    const fault = faultOf(group, this.exchange.section.partner);
    const { sender, control } = interchange;
    await this.outbox.plan(tx, {
      // A group that was refused may come again under its numbers, in another file.
      key: `997:${sender.id}:${control}:${group.control}:${fileName}`,
      set: write997({ ...group, fault }, judged),
      documentNumber: group.control,
      raNumber: null,
      answered: false,
    });
  }
}

const nameOf = ({ interchange: { sender, control }, group }: Place, set: TransactionSet): DocumentName => ({
  sender: `${sender.qualifier}/${sender.id}`,
  interchange: control,
  group: group.control,
  set: set.control,
});

const revisionOf = ({ receipt }: ReportedReceipt): Record<string, string> => ({ revision: String(receipt.revision) });
