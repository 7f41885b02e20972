import { isZero } from '@backhaul/money';
import type { Rma } from '../aims360-rma/state.js';
import { openBalance } from './credit-balance.js';

/** How far an RMA is, in one word. */
export const rmaStatuses = [
  'blocked',
  'requested',
  'authorized',
  'partly-received',
  'received',
  'credited',
  'settled',
  'void',
  'ended',
] as const;
export type RmaStatus = (typeof rmaStatuses)[number];

/** settled: nothing is left of the credit. blocked: a value has no mapping. ended: the return is over, and there never was an RMA. */
export function statusOf(state: Rma): RmaStatus {
  const open = openBalance(state);
  if (open !== null) return isZero(open) ? 'settled' : 'credited';
  if (state.voided) return 'void';
  if (state.rmaNumber === null) return withoutRma(state);
  if (state.receivedUnits.size === 0 && !state.final) return 'authorized';
  return state.final ? 'received' : 'partly-received';
}

function withoutRma({ ended, blockedBy }: Rma): RmaStatus {
  if (ended !== null) return 'ended';
  return blockedBy.length > 0 ? 'blocked' : 'requested';
}
