import { displayMoney, equals, type Money } from '@backhaul/money';
import type { RmaEvent } from './events.js';
import type { RmaCredit, RmaSnapshot } from './rma-snapshot.js';
import type { Rma } from './state.js';

export const creditRmaEffect = 'aims360.credit-rma';

/** A credit that shall be confirmed, when it comes to this amount. */
export interface CreditDraft {
  readonly returnId: string;
  readonly rmaNumber: string;
  readonly customerAccount: string;
  readonly externalReturnId: string;
  readonly expected: Money;
}

/** For the person who does it by hand. */
export const creditValues = ({ rmaNumber, externalReturnId, expected }: CreditDraft): Record<string, string> => ({
  rma: rmaNumber,
  return: externalReturnId,
  amount: displayMoney(expected),
});

/** Credit › Confirm was done, by whomever. When it covers what the shopper was promised, the return may be processed. */
export function creditSeen(returnId: string, rma: RmaSnapshot, state: Rma): RmaEvent[] {
  const { credit } = rma;
  if (credit === null || state.credit !== null || state.requested === null) return [];
  const occurredAt = new Date(credit.issuedAt);
  const adjustment = { amount: 0, currency: credit.total.currency };
  const document = { documentKind: 'credit-memo' as const, system: 'AIMS360', job: null };
  const issued: RmaEvent = { type: 'CreditIssued', data: { returnId, ...credit, adjustment, ...document }, occurredAt };
  // Before a store goes live somebody else decides about the return.
  if (state.requested.policy.owner === 'observe-only') return [issued];
  return [issued, clearedOrHeld(returnId, rma.rmaNumber, credit, state.requested.expectedCredit)];
}

/** Processing pays the whole return; a credit of another amount would leave the books open, so a person decides first. */
function clearedOrHeld(returnId: string, rmaNumber: string, credit: RmaCredit, expected: Money): RmaEvent {
  const { documentNumber, issuedAt, total } = credit;
  const occurredAt = new Date(issuedAt);
  if (equals(total, expected)) return cleared(returnId, documentNumber, occurredAt);
  const text = `Credit ${documentNumber} on RMA ${rmaNumber} is ${displayMoney(total)}, the return is worth ${displayMoney(expected)}`;
  const reasons = [{ kind: 'amount-differs' as const, unitId: null, text }];
  return { type: 'ReturnHeld', data: { returnId, heldAt: issuedAt, reasons }, occurredAt };
}

function cleared(returnId: string, documentNumber: string, at: Date): RmaEvent {
  const basis = 'credit-issued' as const;
  const data = { returnId, clearedAt: at.toISOString(), basis, documentNumber, job: null };
  return { type: 'ReturnCleared', data, occurredAt: at };
}

/** The return was changed to what was credited: now it may be processed. */
export function clearedByChange(returnId: string, at: Date, { credit, cleared: done, requested }: Rma): RmaEvent[] {
  if (credit === null || requested === null || done || requested.policy.owner === 'observe-only') return [];
  return equals(credit.total, requested.expectedCredit) ? [cleared(returnId, credit.documentNumber, at)] : [];
}
