import { nothing } from '@backhaul/contracts';
import { editsDone, receiptsBooked } from './booked.js';
import type { RmaCommand } from './commands.js';
import { creditSeen } from './credit.js';
import type { RmaDecision } from './decide.js';
import type { RmaEvent } from './events.js';
import { offsetCredit } from './offset/offset-credit.js';
import { voidDue, voidSeen } from './end-return.js';
import { foreignSeen } from './foreign-rma.js';
import { closeUnreadable, correctionsSeen, secondRma } from './irregularities.js';
import { quantitiesSeen } from './receipts.js';
import { creditByPolicy } from './request-credit.js';
import { editDue } from './revise-return.js';
import type { RmaSnapshot } from './rma-snapshot.js';
import { evolve, type Rma } from './state.js';
import { goodsOf, writeOffKept } from './warehouse/kept-units.js';

type ObserveRma = Extract<RmaCommand, { kind: 'ObserveRma' }>;

/** What this route needs before a return counts as settled. */
const expects = [
  'ReceiptRecorded',
  'InventoryRestocked',
  'CreditIssued',
  'CreditOffsetPosted',
  // Asked for of each exchange order that the return has.
  'ExchangeOrderImported',
];

/** One thing that a look at the RMA may show. */
type Look = (returnId: string, rma: RmaSnapshot, state: Rma) => RmaEvent[];

const looks: readonly Look[] = [
  authorizationSeen,
  foreignSeen,
  closeUnreadable,
  correctionsSeen,
  quantitiesSeen,
  editsDone,
  voidSeen,
  creditSeen,
];

/** Compares the RMA with what is known and yields what is new: authorisation, receipt, restock, credit. An older look yields nothing. */
export function observeRma({ returnId, rma }: ObserveRma, state: Rma): RmaDecision {
  if (state.requested === null) return nothing;
  if (state.rmaNumber !== null && state.rmaNumber !== rma.rmaNumber) {
    return { events: secondRma(returnId, rma, state.rmaNumber), calls: [] };
  }
  const at = new Date(rma.updatedAt);
  const seen = allSeen(returnId, goodsOf(rma, state), state);
  return steps.reduce<RmaDecision>(
    ({ events, calls }, step) => {
      const next = step(returnId, at, rma, events.reduce(evolve, state));
      return { events: [...events, ...next.events], calls: [...calls, ...next.calls] };
    },
    { events: seen, calls: [] },
  );
}

/** What may be due after a look: each knows what the ones before it decided. */
type Step = (returnId: string, at: Date, rma: RmaSnapshot, state: Rma) => RmaDecision;

const steps: readonly Step[] = [
  (returnId, _, rma, state) => ({ events: receiptsBooked(returnId, rma, state), calls: [] }),
  (returnId, at, _, state) => voidDue(returnId, at, state),
  (returnId, at, _, state) => editDue(returnId, at, state),
  (returnId, _, rma, state) => writeOffKept(returnId, rma, state),
  (returnId, _, rma, state) => creditByPolicy(returnId, rma, state),
  (returnId, at, _, state) => offsetCredit(returnId, at, state),
];

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
