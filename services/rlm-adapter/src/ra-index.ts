import { BackhaulError } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';

/** The return behind an RA number. */
export interface RaEntry {
  readonly raNumber: string;
  readonly returnId: string;
  readonly partitionKey: string;
}

/** Which return an RA number belongs to. */
export const raIndex = {
  /** @throws BackhaulError RA_NUMBER_TAKEN when it belongs to another return: its receipts would go to the wrong one */
  async put(tx: Queryable, entry: RaEntry & { merchantId: string }): Promise<void> {
    const { merchantId, raNumber, returnId, partitionKey } = entry;
    const { rows } = await tx.query(
      `INSERT INTO rlm.ra_index AS known (merchant_id, ra_number, return_id, partition_key) VALUES ($1, $2, $3, $4)
       ON CONFLICT (merchant_id, ra_number) DO UPDATE SET return_id = known.return_id RETURNING return_id`,
      [merchantId, raNumber, returnId, partitionKey],
    );
    const [row] = rows as { return_id: string }[];
    if (row?.return_id === returnId) return;
    throw new BackhaulError(
      'RA_NUMBER_TAKEN',
      `RA ${raNumber} belongs to return ${row?.return_id}, not to ${returnId}`,
    );
  },

  /** Whose return it is; null while RLM has made no RA for it. */
  async ofReturn(tx: Queryable, returnId: string): Promise<{ merchantId: string; partitionKey: string } | null> {
    const { rows } = await tx.query(
      'SELECT merchant_id, partition_key FROM rlm.ra_index WHERE return_id = $1 LIMIT 1',
      [returnId],
    );
    const [row] = rows as { merchant_id: string; partition_key: string }[];
    return row === undefined ? null : { merchantId: row.merchant_id, partitionKey: row.partition_key };
  },

  async find(tx: Queryable, merchantId: string, raNumber: string): Promise<RaEntry | null> {
    const { rows } = await tx.query(
      'SELECT return_id, partition_key FROM rlm.ra_index WHERE merchant_id = $1 AND ra_number = $2',
      [merchantId, raNumber],
    );
    const [row] = rows as { return_id: string; partition_key: string }[];
    return row === undefined ? null : { raNumber, returnId: row.return_id, partitionKey: row.partition_key };
  },
};
