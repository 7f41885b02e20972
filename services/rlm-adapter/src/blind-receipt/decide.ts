import { nothing, type Decision, type Published } from '@backhaul/contracts';

/** A parcel that nobody announced, or whose RA nobody knows. */
export interface BlindReceipt {
  readonly receiptId: string;
  readonly raNumber: string | null;
  readonly trackingNumber: string | null;
  readonly warehouse: string;
  readonly items: readonly string[];
}

export type BlindReceiptCommand = { kind: 'RecordBlindReceipt'; merchantId: string; reported: BlindReceipt; at: Date };
export const publishedEvents = ['TaskOpened'] as const;

/** Staged apart and put on a worklist, once per receipt; it is never matched by guessing. Pure. */
export const blindReceipt = {
  initial: { known: false },
  decide(
    { merchantId, reported, at }: BlindReceiptCommand,
    state: { known: boolean },
  ): Decision<Published<'TaskOpened'>> {
    if (state.known) return nothing;
    const { receiptId, raNumber, trackingNumber, warehouse, items } = reported;
    const data = {
      taskId: `blind-receipt:${merchantId}:${receiptId}`,
      returnId: null,
      kind: 'blind-receipt',
      title: `Receipt ${receiptId} belongs to no known return`,
      why:
        raNumber === null ? 'The warehouse received a parcel without an RA.' : `No return is known for RA ${raNumber}.`,
      values: {
        receipt: receiptId,
        warehouse,
        items: items.join(', '),
        ...(raNumber === null ? {} : { ra: raNumber }),
        ...(trackingNumber === null ? {} : { tracking: trackingNumber }),
      },
      role: 'operator' as const,
      openedAt: at.toISOString(),
    };
    return { events: [{ type: 'TaskOpened', data, occurredAt: at }], calls: [] };
  },
  evolve: (): { known: boolean } => ({ known: true }),
};
