import type { Queryable } from '@backhaul/event-store';
import type { OutgoingSet } from '../x12/write-interchange.js';

/** A document for the partner, before it has its numbers. */
export interface NewMessage {
  /** The same key is the same document, and is written once. */
  readonly key: string;
  readonly set: OutgoingSet;
  /** Part of the file's name: RA or group number. */
  readonly documentNumber: string;
  readonly raNumber: string | null;
  /** The partner has to answer it with a 997. */
  readonly answered: boolean;
}

/** A document with the numbers under which the partner gets it; a second attempt has others. */
export interface SentMessage {
  readonly key: string;
  readonly attempt: number;
  readonly set: OutgoingSet;
  readonly documentNumber: string;
  readonly raNumber: string | null;
  readonly answered: boolean;
  readonly fileName: string;
  readonly interchangeControl: string;
  readonly groupControl: string;
  readonly body: Buffer;
  /** Null until the file surely stands in the partner's folder. */
  readonly writtenAt: Date | null;
  readonly answer: 'accepted' | 'rejected' | 'missing' | null;
}

/** A message as people see it. */
export interface ShownMessage {
  readonly message: string;
  readonly attempt: number;
  readonly document: string;
  readonly ra: string | null;
  readonly file: string;
  readonly writtenAt: Date | null;
  /** `none` where no answer is expected; null while one is awaited. */
  readonly answer: 'accepted' | 'rejected' | 'missing' | 'none' | null;
  readonly answeredAt: Date | null;
}

const COLUMNS = `message_key AS key, attempt, document AS set, document_number AS "documentNumber", ra_number AS "raNumber",
  answered, file_name AS "fileName", interchange_control AS "interchangeControl", group_control AS "groupControl", body,
  written_at AS "writtenAt", answer`;

const rowsOf = ({ rows }: { rows: unknown[] }): SentMessage[] => rows as SentMessage[];

/** Everything that was or will be written into the partner's folder. All of its SQL. */
export const sentMessages = {
  /** The last attempt at a document; undefined before the first. `lock`: nobody else writes it meanwhile. */
  async find(db: Queryable, merchantId: string, key: string): Promise<SentMessage | undefined> {
    const sql = `SELECT ${COLUMNS} FROM rlm.edi_sent WHERE merchant_id = $1 AND message_key = $2 ORDER BY attempt DESC LIMIT 1`;
    return rowsOf(await db.query(sql, [merchantId, key]))[0];
  },

  /** The newest 200. */
  async shown(db: Queryable, merchantId: string): Promise<ShownMessage[]> {
    const { rows } = await db.query(
      `SELECT message_key AS message, attempt, document ->> 'id' AS document, ra_number AS ra, file_name AS file,
              written_at AS "writtenAt", CASE WHEN answered THEN answer ELSE 'none' END AS answer, answered_at AS "answeredAt"
         FROM rlm.edi_sent WHERE merchant_id = $1 ORDER BY planned_at DESC, interchange_control DESC LIMIT 200`,
      [merchantId],
    );
    return rows as ShownMessage[];
  },

  /** For the one who writes it: a second writer waits, and then sees that it is written. */
  async lock(tx: Queryable, merchantId: string, key: string, attempt: number): Promise<SentMessage | undefined> {
    const sql = `SELECT ${COLUMNS} FROM rlm.edi_sent WHERE merchant_id = $1 AND message_key = $2 AND attempt = $3 FOR UPDATE`;
    return rowsOf(await tx.query(sql, [merchantId, key, attempt]))[0];
  },

  async isNameTaken(db: Queryable, merchantId: string, fileName: string): Promise<boolean> {
    const { rows } = await db.query('SELECT FROM rlm.edi_sent WHERE merchant_id = $1 AND file_name = $2', [
      merchantId,
      fileName,
    ]);
    return rows.length > 0;
  },

  async add(tx: Queryable, merchantId: string, message: SentMessage, at: Date): Promise<void> {
    const { key, attempt, set, documentNumber, raNumber, answered, fileName, body } = message;
    await tx.query(
      `INSERT INTO rlm.edi_sent (merchant_id, message_key, attempt, document, functional_id, document_number, ra_number,
         answered, file_name, interchange_control, group_control, body, planned_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        ...[merchantId, key, attempt, JSON.stringify(set), set.functionalId, documentNumber, raNumber, answered],
        ...[fileName, message.interchangeControl, message.groupControl, body, at],
      ],
    );
  },

  async written(tx: Queryable, merchantId: string, { key, attempt }: SentMessage, at: Date): Promise<void> {
    const sql = 'UPDATE rlm.edi_sent SET written_at = $4 WHERE merchant_id = $1 AND message_key = $2 AND attempt = $3';
    await tx.query(sql, [merchantId, key, attempt, at]);
  },

  /** What still has to be written, oldest first. */
  async unwritten(db: Queryable, merchantId: string): Promise<SentMessage[]> {
    const sql = `SELECT ${COLUMNS} FROM rlm.edi_sent WHERE merchant_id = $1 AND written_at IS NULL ORDER BY planned_at LIMIT 500`;
    return rowsOf(await db.query(sql, [merchantId]));
  },

  /** Written before then, and the partner has not answered. */
  async unanswered(db: Queryable, merchantId: string, writtenBefore: Date): Promise<SentMessage[]> {
    const sql = `SELECT ${COLUMNS} FROM rlm.edi_sent WHERE merchant_id = $1 AND answered AND answer IS NULL AND written_at < $2
       ORDER BY written_at LIMIT 500`;
    return rowsOf(await db.query(sql, [merchantId, writtenBefore]));
  },

  /** The document that a group of ours had in it; the newest, as control numbers start over after 999999999. */
  async ofGroup(
    db: Queryable,
    merchantId: string,
    functionalId: string,
    group: string,
  ): Promise<SentMessage | undefined> {
    const sql = `SELECT ${COLUMNS} FROM rlm.edi_sent WHERE merchant_id = $1 AND functional_id = $2 AND group_control = $3
       ORDER BY planned_at DESC LIMIT 1`;
    return rowsOf(await db.query(sql, [merchantId, functionalId, group]))[0];
  },

  async answer(
    tx: Queryable,
    merchantId: string,
    { key, attempt }: Pick<SentMessage, 'key' | 'attempt'>,
    answer: NonNullable<SentMessage['answer']>,
    at: Date,
  ): Promise<void> {
    const sql = `UPDATE rlm.edi_sent SET answer = $4, answered_at = $5
       WHERE merchant_id = $1 AND message_key = $2 AND attempt = $3`;
    await tx.query(sql, [merchantId, key, attempt, answer, at]);
  },
};
