import { isZero, subtract, type Money } from '@backhaul/money';
import { signed } from '../aims360-rma/offset/adjustment.js';
import { adjustmentsOnCredit } from '../aims360-rma/offset/pairing.js';
import { referenceOf, type Purpose } from '../aims360-rma/offset/purposes.js';
import { isPosted, settle } from '../aims360-rma/offset/settlement.js';
import type { Requested, Rma } from '../aims360-rma/state.js';

/** One part of what consumes a credit, and how far it is. */
export interface CreditPart {
  /** Null for an adjustment of a person of which nobody can say yet what it is for. */
  readonly purpose: Purpose | 'invoice' | null;
  readonly amount: Money;
  readonly reference: string | null;
  /** awaited: not proven in the shop yet. due: proven, and to be posted. */
  readonly state: 'posted' | 'staged' | 'requested' | 'due' | 'awaited' | 'applied' | 'to-apply';
  /** Number of the adjustment in AIMS360. */
  readonly document: string | null;
}

/** The parts of a credit: first what stands posted, then what is still to come. */
export function creditParts(state: Rma): CreditPart[] {
  const { requested } = state;
  if (requested === null || state.credit === null) return [];
  return [...postedParts(state), ...openParts(requested, state)];
}

function postedParts(state: Rma): CreditPart[] {
  return adjustmentsOnCredit(state).map((adjustment) => ({
    purpose: state.offset.told[adjustment.document] ?? null,
    amount: signed(adjustment),
    reference: adjustment.reference,
    state: 'posted',
    document: adjustment.document,
  }));
}

function openParts(requested: Requested, state: Rma): CreditPart[] {
  const settlement = settle(state);
  if (settlement.name === 'waiting') return awaitedParts(requested, state);
  const open = settlement.parts
    .filter((part) => !isPosted(part, settlement.paired))
    .map(({ purpose, amount }): CreditPart => {
      const entered = state.offset.entered[purpose];
      const document = entered?.name === 'staged' ? entered.document : null;
      const reference = referenceOf(requested.externalReturnId, purpose);
      return { purpose, amount, reference, state: entered?.name ?? 'due', document };
    });
  return [...open, ...invoiceParts(settlement.applied, settlement.toApply)];
}

function invoiceParts(applied: Money, toApply: Money): CreditPart[] {
  const part = (amount: Money, state: CreditPart['state']): CreditPart[] =>
    amount.amount > 0 ? [{ purpose: 'invoice', amount, reference: null, state, document: null }] : [];
  return [...part(applied, 'applied'), ...part(subtract(toApply, applied), 'to-apply')];
}

/** What Loop says it gave, while the shop has not confirmed all of it. */
function awaitedParts({ externalReturnId }: Requested, { processed, offset }: Rma): CreditPart[] {
  if (processed === null) return [];
  const told = new Set(Object.values(offset.told));
  const given: [Purpose, Money][] = [
    ['refund', processed.refunded],
    ['store-credit', processed.storeCredit],
    ['exchange', processed.exchangeCredit],
  ];
  return given
    .filter(([purpose, amount]) => !isZero(amount) && !told.has(purpose))
    .map(([purpose, amount]) => {
      const reference = referenceOf(externalReturnId, purpose);
      return { purpose, amount, reference, state: 'awaited', document: null };
    });
}
