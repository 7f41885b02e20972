import type { EventData } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';

/** The parcel of a return, as Loop tells of it. */
export interface Parcel {
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly labelUrl: string | null;
}

/** Parcels of returns: a warehouse may know nothing but the tracking number. */
export const parcels = {
  async note(tx: Queryable, merchantId: string, told: Pick<EventData<'ReturnInitiated'>, 'returnId' | 'parcel'>) {
    const { carrier, trackingNumber, labelUrl } = told.parcel;
    await tx.query(
      `INSERT INTO aims360.parcel (return_id, merchant_id, carrier, tracking_number, label_url) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (return_id) DO UPDATE SET carrier = excluded.carrier, tracking_number = excluded.tracking_number,
         label_url = excluded.label_url`,
      [told.returnId, merchantId, carrier, trackingNumber, labelUrl],
    );
  },

  /** Null while none is known. */
  async find(db: Queryable, returnId: string): Promise<Parcel | null> {
    const { rows } = await db.query(
      `SELECT carrier, tracking_number AS "trackingNumber", label_url AS "labelUrl" FROM aims360.parcel WHERE return_id = $1`,
      [returnId],
    );
    return (rows as Parcel[])[0] ?? null;
  },
};
