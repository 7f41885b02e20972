import { nothing } from '@backhaul/contracts';
import type { RmaCommand } from './commands.js';
import { creditSeen, requestCredit } from './credit.js';
import type { RmaDecision } from './decide.js';
import type { RmaEvent } from './events.js';
import { offsetCredit } from './offset/offset-credit.js';
import { closeUnreadable, correctionsSeen, secondRma, voidSeen } from './irregularities.js';
import { quantitiesSeen } from './receipts.js';
import type { RmaSnapshot } from './rma-snapshot.js';
import { evolve, type Rma } from './state.js';

type ObserveRma = Extract<RmaCommand, { kind: 'ObserveRma' }>;

/** What this route needs before a return counts as settled. */
const expects = ['ReceiptRecorded', 'InventoryRestocked', 'CreditIssued', 'CreditOffsetPosted'];

/** One thing that a look at the RMA may show. */
type Look = (returnId: string, rma: RmaSnapshot, state: Rma) => RmaEvent[];

const looks: readonly Look[] = [
  authorizationSeen,
  closeUnreadable,
  correctionsSeen,
  quantitiesSeen,
  voidSeen,
  creditSeen,
];

/** Compares the RMA with what is known and yields what is new: authorisation, receipt, restock, credit. An older look yields nothing. */
export function observeRma({ returnId, rma }: ObserveRma, state: Rma): RmaDecision {
  if (state.requested === null) return nothing;
  if (state.rmaNumber !== null && state.rmaNumber !== rma.rmaNumber) {
    return { events: secondRma(returnId, rma, state.rmaNumber), calls: [] };
  }
  const seen = allSeen(returnId, rma, state);
  const after = seen.reduce(evolve, state);
  const credit = requestCredit(returnId, rma, after);
  const debit = offsetCredit(returnId, new Date(rma.updatedAt), after);
  return { events: [...seen, ...credit.events, ...debit.events], calls: [...credit.calls, ...debit.calls] };
}

/** Each look knows what the ones before it found. */
function allSeen(returnId: string, rma: RmaSnapshot, state: Rma): RmaEvent[] {
  return looks.reduce<RmaEvent[]>((seen, look) => [...seen, ...look(returnId, rma, seen.reduce(evolve, state))], []);
}

function authorizationSeen(returnId: string, rma: RmaSnapshot, state: Rma): RmaEvent[] {
  if (state.rmaNumber !== null) return [];
  const data = {
    returnId,
    documentKind: 'RMA' as const,
    documentNumber: rma.rmaNumber,
    authorizedAt: rma.createdAt,
    warehouse: rma.warehouse,
    system: 'AIMS360',
    job: null,
    expects,
  };
  return [{ type: 'ReturnAuthorized', data, occurredAt: new Date(rma.createdAt) }];
}
