import type { Queryable } from '@backhaul/event-store';

/** ISA13 and GS06 of one interchange. */
export interface ControlNumbers {
  readonly interchange: number;
  readonly group: number;
}

/** After this they start again at 1. */
const HIGHEST = 999_999_999;

/**
 * The numbers of a merchant with its partner. Who has begun holds them until the transaction ends, so that two writers never get
 * the same and one who fails leaves no gap.
 */
export const controlNumbers = {
  /** Waits for its turn; to be called before looking whether a number is needed at all. */
  async begin(tx: Queryable, merchantId: string): Promise<void> {
    const fresh = 'INSERT INTO rlm.edi_control (merchant_id) VALUES ($1) ON CONFLICT DO NOTHING';
    await tx.query(fresh, [merchantId]);
    await tx.query('SELECT FROM rlm.edi_control WHERE merchant_id = $1 FOR UPDATE', [merchantId]);
  },

  async next(tx: Queryable, merchantId: string): Promise<ControlNumbers> {
    const { rows } = await tx.query(
      `UPDATE rlm.edi_control SET interchange = interchange % $2 + 1, functional_group = functional_group % $2 + 1
        WHERE merchant_id = $1 RETURNING interchange, functional_group AS group`,
      [merchantId, HIGHEST],
    );
    const [row] = rows as ControlNumbers[];
    if (row === undefined) throw new Error(`control numbers of ${merchantId} were not begun`);
    return row;
  },
};
