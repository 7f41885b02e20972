import { nothing } from '@backhaul/contracts';
import type { RmaCommand } from './commands.js';
import { creditSeen, requestCredit } from './credit.js';
import { debitWhenProven } from './debit.js';
import type { RmaDecision } from './decide.js';
import type { RmaEvent } from './events.js';
import { receiptsSeen } from './receipts.js';
import { evolve, type Rma } from './state.js';

type ObserveRma = Extract<RmaCommand, { kind: 'ObserveRma' }>;

/** What this route needs before a return counts as settled. */
const expects = ['ReceiptRecorded', 'InventoryRestocked', 'CreditIssued', 'CreditOffsetPosted'];

/** Compares the RMA with what is known and yields what is new: authorisation, receipt, restock, credit. */
export function observeRma({ returnId, rma }: ObserveRma, state: Rma): RmaDecision {
  if (state.requested === null) return nothing;
  const { events, after } = [authorizationSeen, receiptsSeen, creditSeen].reduce(
    (found, look) => {
      const seen = look(returnId, rma, found.after);
      return { events: [...found.events, ...seen], after: seen.reduce(evolve, found.after) };
    },
    { events: [] as RmaEvent[], after: state },
  );
  const credit = requestCredit(returnId, rma, after);
  const debit = debitWhenProven(returnId, rma.updatedAt, after);
  return {
    events: [...events, ...credit.events, ...debit.events],
    calls: [...credit.calls, ...debit.calls],
  };
}

function authorizationSeen(returnId: string, rma: ObserveRma['rma'], state: Rma): RmaEvent[] {
  if (state.rmaNumber !== null) return [];
  const data = {
    returnId,
    documentKind: 'RMA' as const,
    documentNumber: rma.rmaNumber,
    authorizedAt: rma.createdAt.toISOString(),
    warehouse: rma.warehouse,
    system: 'AIMS360',
    job: null,
    expects,
  };
  return [{ type: 'ReturnAuthorized', data, occurredAt: rma.createdAt }];
}
