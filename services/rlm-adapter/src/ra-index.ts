import type { Queryable } from '@backhaul/event-store';

/** The return behind an RA number. */
export interface RaEntry {
  readonly returnId: string;
  readonly partitionKey: string;
}

/** Which return an RA number belongs to. */
export const raIndex = {
  async put(tx: Queryable, entry: RaEntry & { merchantId: string; raNumber: string }): Promise<void> {
    const { merchantId, raNumber, returnId, partitionKey } = entry;
    await tx.query(
      `INSERT INTO rlm.ra_index (merchant_id, ra_number, return_id, partition_key) VALUES ($1, $2, $3, $4)
       ON CONFLICT (merchant_id, ra_number) DO NOTHING`,
      [merchantId, raNumber, returnId, partitionKey],
    );
  },

  async find(tx: Queryable, merchantId: string, raNumber: string): Promise<RaEntry | null> {
    const { rows } = await tx.query(
      'SELECT return_id, partition_key FROM rlm.ra_index WHERE merchant_id = $1 AND ra_number = $2',
      [merchantId, raNumber],
    );
    const [row] = rows as { return_id: string; partition_key: string }[];
    return row === undefined ? null : { returnId: row.return_id, partitionKey: row.partition_key };
  },
};
