import { isZero } from '@backhaul/money';
import type { Rma } from '../aims360-rma/state.js';
import { openBalance } from './credit-balance.js';

/** How far an RMA is, in one word. */
export const rmaStatuses = ['requested', 'authorized', 'partly-received', 'received', 'credited', 'settled'] as const;
export type RmaStatus = (typeof rmaStatuses)[number];

/** settled: nothing is left of the credit. */
export function statusOf(state: Rma): RmaStatus {
  const open = openBalance(state);
  if (open !== null) return isZero(open) ? 'settled' : 'credited';
  if (state.rmaNumber === null) return 'requested';
  if (state.receivedUnits.size === 0 && !state.final) return 'authorized';
  return state.final ? 'received' : 'partly-received';
}
