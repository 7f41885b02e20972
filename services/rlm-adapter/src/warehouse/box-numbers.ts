import type { EventData } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';

type Kind = 'tracking' | 'order';

/** Which returns the numbers on a box belong to. Labels are made anew: each number that a return ever had goes on counting. */
export const boxNumbers = {
  async note(
    tx: Queryable,
    merchantId: string,
    { returnId, order, parcel }: Pick<EventData<'ReturnInitiated'>, 'returnId' | 'order' | 'parcel'>,
  ): Promise<void> {
    await put(tx, merchantId, returnId, 'order', order.orderName);
    await boxNumbers.noteTracking(tx, merchantId, returnId, parcel.trackingNumber);
  },

  async noteTracking(
    tx: Queryable,
    merchantId: string,
    returnId: string,
    trackingNumber: string | null,
  ): Promise<void> {
    if (trackingNumber !== null) await put(tx, merchantId, returnId, 'tracking', trackingNumber);
  },

  /** Returns with an RA that have this number. */
  async find(tx: Queryable, merchantId: string, kind: Kind, number: string | null): Promise<string[]> {
    if (number === null) return [];
    const { rows } = await tx.query(
      `SELECT DISTINCT return_id FROM rlm.box_number JOIN rlm.ra_index USING (merchant_id, return_id)
       WHERE merchant_id = $1 AND kind = $2 AND number = $3 ORDER BY return_id`,
      [merchantId, kind, plain(number)],
    );
    return (rows as { return_id: string }[]).map(({ return_id: id }) => id);
  },
};

async function put(tx: Queryable, merchantId: string, returnId: string, kind: Kind, number: string): Promise<void> {
  await tx.query(
    `INSERT INTO rlm.box_number (merchant_id, kind, number, return_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [merchantId, kind, plain(number), returnId],
  );
}

/** People and scanners write a number with and without `#`, blanks and capitals. */
const plain = (number: string): string => number.replaceAll(/[\s#]/g, '').toUpperCase();
