import type { Queryable } from '@backhaul/event-store';
import type { ReportedReceipt } from '../../port.js';

/** What makes a document of the partner one (contracts/rlm-and-3pl.md §4.4): sender, ISA13, GS06, ST02. */
export interface DocumentName {
  readonly sender: string;
  readonly interchange: string;
  readonly group: string;
  readonly set: string;
}

/** A document that was read from a file. */
export interface ReceivedDocument extends DocumentName {
  readonly fileName: string;
  readonly setId: string;
  readonly raNumber: string | null;
  readonly receiptId: string | null;
  /** Of a receipt that was understood. */
  readonly receipt: ReportedReceipt | null;
  /** Why it was not taken. */
  readonly problem: string | null;
}

const nameOf = ({ sender, interchange, group, set }: DocumentName): string[] => [sender, interchange, group, set];

/** Every document that the partner sent, by its control numbers. All of its SQL. */
export const receivedDocuments = {
  /** One file after the other, whoever reads it. */
  async begin(tx: Queryable, merchantId: string): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('edi-inbox:' || $1, 0))`, [merchantId]);
  },

  /** Everything that came under these numbers, the rightful one first. */
  async find(tx: Queryable, merchantId: string, name: DocumentName): Promise<ReceivedDocument[]> {
    const { rows } = await tx.query(
      `SELECT sender, interchange_control AS interchange, group_control AS "group", set_control AS set, file_name AS "fileName",
              set_id AS "setId", ra_number AS "raNumber", receipt_id AS "receiptId", receipt, problem
         FROM rlm.edi_received
        WHERE merchant_id = $1 AND sender = $2 AND interchange_control = $3 AND group_control = $4 AND set_control = $5
        ORDER BY id`,
      [merchantId, ...nameOf(name)],
    );
    return rows as ReceivedDocument[];
  },

  async add(tx: Queryable, merchantId: string, document: ReceivedDocument, at: Date): Promise<void> {
    const { fileName, setId, raNumber, receiptId, receipt, problem } = document;
    await tx.query(
      `INSERT INTO rlm.edi_received (merchant_id, sender, interchange_control, group_control, set_control, file_name, set_id,
         ra_number, receipt_id, receipt, problem, received_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        ...[merchantId, ...nameOf(document), fileName, setId, raNumber, receiptId],
        ...[receipt === null ? null : JSON.stringify(receipt), problem, at],
      ],
    );
  },

  /** What was last understood under this receipt number. */
  async newestReceipt(tx: Queryable, merchantId: string, receiptId: string): Promise<ReportedReceipt | undefined> {
    const { rows } = await tx.query(
      `SELECT receipt FROM rlm.edi_received WHERE merchant_id = $1 AND receipt_id = $2 AND receipt IS NOT NULL
        ORDER BY id DESC LIMIT 1`,
      [merchantId, receiptId],
    );
    return (rows as { receipt: ReportedReceipt }[])[0]?.receipt;
  },

  /** The newest revision of every receipt of an RA. */
  async receiptsOf(db: Queryable, merchantId: string, raNumber: string): Promise<ReportedReceipt[]> {
    const { rows } = await db.query(
      `SELECT receipt FROM (
         SELECT DISTINCT ON (receipt_id) receipt, ra_number, id FROM rlm.edi_received
          WHERE merchant_id = $1 AND receipt IS NOT NULL
            AND receipt_id IN (SELECT receipt_id FROM rlm.edi_received WHERE merchant_id = $1 AND ra_number = $2)
          ORDER BY receipt_id, id DESC) AS newest
        WHERE ra_number = $2 ORDER BY id`,
      [merchantId, raNumber],
    );
    return (rows as { receipt: ReportedReceipt }[]).map(({ receipt }) => receipt);
  },

  /** A document about an RA that was not taken, and no understood one of the same number came after it. */
  async openProblemOf(db: Queryable, merchantId: string, raNumber: string): Promise<ReceivedDocument | undefined> {
    const { rows } = await db.query(
      `SELECT file_name AS "fileName", problem FROM rlm.edi_received AS refused
        WHERE merchant_id = $1 AND ra_number = $2 AND problem IS NOT NULL AND set_id IN ('944', '861')
          AND NOT EXISTS (SELECT FROM rlm.edi_received AS later
                           WHERE later.merchant_id = $1 AND later.id > refused.id AND later.receipt IS NOT NULL
                             AND (later.receipt_id = refused.receipt_id
                                  OR refused.receipt_id IS NULL AND later.ra_number = $2))
        ORDER BY id LIMIT 1`,
      [merchantId, raNumber],
    );
    return (rows as ReceivedDocument[])[0];
  },
};
