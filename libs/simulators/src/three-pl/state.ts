import type { Mailbox } from './edi/mailbox.js';
import type { Client, KnownOrder, Receipt, ReturnOrder } from './entities.js';

/** The whole state: plain JSON, so that it can be kept in a file. */
export interface ThreePlState {
  clients: Client[];
  returnOrders: ReturnOrder[];
  receipts: Receipt[];
  counters: Record<string, number>;
  /** SKUs in the order in which ShipBob gave them inventory ids. */
  inventory: string[];
  orders: KnownOrder[];
  /** client + Idempotency-Key → the request that used it and the return order that it made */
  answered: Record<string, { request: string; returnOrderId: string }>;
  /** client → its folders, for those that talk by files */
  mailboxes: Record<string, Mailbox>;
  /** Private host key of the SFTP server, so that its fingerprint outlives a restart; empty before the first start. */
  hostKey: string;
}

export const emptyThreePlState = (): ThreePlState => ({
  clients: [],
  returnOrders: [],
  receipts: [],
  counters: {},
  inventory: [],
  orders: [],
  answered: {},
  mailboxes: {},
  hostKey: '',
});

/** Numbers look like the contract's samples: ro_51, RCV880017. */
export const nextNumber = (
  state: ThreePlState,
  counter: 'returnOrder' | 'receipt' | 'event' | 'adjustment',
): number => {
  const first = { returnOrder: 51, receipt: 880_017, event: 1, adjustment: 4_001 }[counter];
  const used = state.counters[counter] ?? 0;
  state.counters[counter] = used + 1;
  return first + used;
};
