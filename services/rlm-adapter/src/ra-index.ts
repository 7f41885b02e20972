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

  /** True once RLM has made an RA for the return. */
  async isKnown(tx: Queryable, merchantId: string, returnId: string): Promise<boolean> {
    const { rows } = await tx.query('SELECT FROM rlm.ra_index WHERE merchant_id = $1 AND return_id = $2', [
      merchantId,
      returnId,
    ]);
    return rows.length > 0;
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
