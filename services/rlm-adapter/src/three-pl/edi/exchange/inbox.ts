import { createHash } from 'node:crypto';
import { inTransaction, type Queryable } from '@backhaul/event-store';
import { THREE_PL_EDI } from '../../../receipt-sources.js';
import type { RawNews, ReportedReceipt } from '../../port.js';
import { assertAddressed, faultOf } from '../documents/addressed.js';
import { referenceIn, type Acknowledgement, type Incoming } from '../documents/incoming.js';
import { readDocument } from '../documents/read-document.js';
import { write997, type Judged } from '../documents/write-997.js';
import { InterchangeFault, SetFault } from '../x12/faults.js';
import { readInterchange, type Group, type Interchange, type TransactionSet } from '../x12/read-interchange.js';
import { element } from '../x12/segment.js';
import { excerpt, textOf } from './excerpt.js';
import { answerHeaders } from './answer.js';
import type { Exchange, Outbox } from './outbox.js';
import { receivedDocuments, type DocumentName } from './received-documents.js';
import { sentMessages } from './sent-messages.js';

/** What became of a file. */
export interface Filed {
  /** One for each document, and one for each part that nobody could read. */
  readonly news: readonly RawNews[];
  /** What was not taken, for the one who looks after the file; null when all of it was. */
  readonly reason: string | null;
}

interface Place {
  readonly fileName: string;
  readonly interchange: Interchange;
  readonly group: Group;
}

type Part = { readonly news: RawNews; readonly judged: Judged; readonly isRepeated: boolean };

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
    for (const set of group.sets) parts.push(await this.#set(tx, place, set));
    // The partner has had its answer to what it sends again.
    if (parts.some(({ isRepeated }) => !isRepeated))
      await this.#acknowledge(
        tx,
        place,
        parts.map(({ judged }) => judged),
      );
    const faults = parts.flatMap(({ judged: { set, fault: of } }) =>
      of === null ? [] : [`${set.id} ${set.control}: ${of.message}`],
    );
    return { news: parts.map(({ news }) => news), reason: faults.length === 0 ? null : faults.join('\n') };
  }

  async #set(tx: Queryable, place: Place, set: TransactionSet): Promise<Part> {
    const { merchantId } = this.exchange;
    const name = nameOf(place, set);
    const known = await receivedDocuments.find(tx, merchantId, name);
    if (known !== undefined && known.fileName !== place.fileName) {
      const text = `control numbers ${name.interchange}/${name.group}/${name.set} were used before, by ${known.fileName}`;
      return part(place, set, new SetFault(text, '5'), {}, true);
    }
    if (known === undefined) return this.#newSet(tx, place, set, name);
    if (known.problem !== null) return part(place, set, new SetFault(known.problem, '5'), {});
    const headers = known.receipt === null ? await this.#answered(tx, place, set) : revisionOf(known.receipt);
    return part(place, set, null, headers);
  }

  async #newSet(tx: Queryable, place: Place, set: TransactionSet, name: DocumentName): Promise<Part> {
    const { merchantId, clock } = this.exchange;
    try {
      const incoming = this.#read(place, set);
      const receipt = incoming.kind === 'receipt' ? await this.#numbered(tx, incoming) : null;
      const headers = receipt === null ? await this.#answered(tx, place, set) : revisionOf(receipt);
      const { raNumber = null } = receipt ?? {};
      const receiptId = receipt?.receipt.receiptId ?? null;
      const document = {
        ...name,
        fileName: place.fileName,
        setId: set.id,
        raNumber,
        receiptId,
        receipt,
        problem: null,
      };
      await receivedDocuments.add(tx, merchantId, document, clock.now());
      return part(place, set, null, headers);
    } catch (fault) {
      if (!(fault instanceof SetFault)) throw fault;
      const about = aboutOf(set, this.exchange.section.partner.qualifiers.ra);
      const document = {
        ...name,
        fileName: place.fileName,
        setId: set.id,
        ...about,
        receipt: null,
        problem: fault.message,
      };
      await receivedDocuments.add(tx, merchantId, document, clock.now());
      return part(place, set, fault, {});
    }
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
    const { functionalId, groupControl, accepted } = incoming satisfies Acknowledgement;
    const { merchantId, clock } = this.exchange;
    const message = await sentMessages.ofGroup(tx, merchantId, functionalId, groupControl);
    if (message === undefined)
      throw new SetFault(`the 997 answers group ${functionalId} ${groupControl}, which we have not sent`, '5');
    await sentMessages.answer(tx, merchantId, message, accepted ? 'accepted' : 'rejected', clock.now());
    return answerHeaders(message);
  }

  async #acknowledge(tx: Queryable, { interchange, group }: Place, judged: readonly Judged[]): Promise<void> {
    // An acknowledgement is not acknowledged.
    if (group.functionalId === 'FA') return;
    const fault = faultOf(group, this.exchange.section.partner);
    const { sender, control } = interchange;
    await this.outbox.plan(tx, {
      key: `997:${sender.id}:${control}:${group.control}`,
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

/** What a receipt says, whenever it was sent. */
const contentsOf = ({ raNumber, receipt: { warehouse, final, lines } }: ReportedReceipt): string =>
  JSON.stringify([
    raNumber,
    warehouse,
    final,
    lines.map((line) => Object.entries(line).sort(([a], [b]) => (a < b ? -1 : 1))),
  ]);

/** What a document that cannot be understood is about, as far as it can be seen. */
function aboutOf(
  { segments }: TransactionSet,
  qualifier: string,
): { raNumber: string | null; receiptId: string | null } {
  const head = segments.find(([id]) => id === 'W17' || id === 'BRA');
  const [number, ra] = head?.[0] === 'W17' ? [element(head, 3), element(head, 4)] : [head && element(head, 1), ''];
  return { raNumber: referenceIn(segments, qualifier) ?? (ra || null), receiptId: number || null };
}

function part(
  { fileName, interchange, group }: Place,
  set: TransactionSet,
  fault: SetFault | null,
  more: Record<string, string>,
  isRepeated = false,
): Part {
  const body = Buffer.from(excerpt(interchange, group, set));
  const problem: Record<string, string> = fault === null ? {} : { problem: fault.message.slice(0, 500) };
  return { news: rawNews(fileName, body, { ...more, ...problem }), judged: { set, fault }, isRepeated };
}

/** A file or group that is not taken at all. */
export const refused = (fileName: string, bytes: Buffer, reason: string): Filed => ({
  news: [rawNews(fileName, bytes, { problem: reason.slice(0, 500) })],
  reason,
});

function rawNews(fileName: string, body: Buffer, headers: Record<string, string>): RawNews {
  const dedupeKey = `edi:${fileName}:${createHash('sha256').update(body).digest('hex')}`;
  return { source: THREE_PL_EDI, dedupeKey, body, headers: { file: fileName, ...headers } };
}
