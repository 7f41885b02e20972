import { nothing } from '@backhaul/contracts';
import { displayMoney, equals, type Money } from '@backhaul/money';
import type { RmaDecision } from './decide.js';
import type { RmaEvent } from './events.js';
import type { RmaCredit, RmaSnapshot } from './rma-snapshot.js';
import type { Rma } from './state.js';

export const creditRmaEffect = 'aims360.credit-rma';

/** A credit that shall be confirmed, when it comes to this amount. */
export interface CreditDraft {
  readonly returnId: string;
  readonly rmaId: string;
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
  return [
    { type: 'CreditIssued', data: { returnId, ...credit, adjustment, ...document }, occurredAt },
    clearedOrHeld(returnId, rma.rmaNumber, credit, state.requested.expectedCredit),
  ];
}

/** Processing pays the whole return; a credit of another amount would leave the books open, so a person decides first. */
function clearedOrHeld(returnId: string, rmaNumber: string, credit: RmaCredit, expected: Money): RmaEvent {
  const { documentNumber, issuedAt, total } = credit;
  const occurredAt = new Date(issuedAt);
  if (equals(total, expected)) {
    const basis = 'credit-issued' as const;
    return {
      type: 'ReturnCleared',
      data: { returnId, clearedAt: issuedAt, basis, documentNumber, job: null },
      occurredAt,
    };
  }
  const text = `Credit ${documentNumber} on RMA ${rmaNumber} is ${displayMoney(total)}, the return is worth ${displayMoney(expected)}`;
  const reasons = [{ kind: 'amount-differs' as const, unitId: null, text }];
  return { type: 'ReturnHeld', data: { returnId, heldAt: issuedAt, reasons }, occurredAt };
}

/** By policy of the store the credit is confirmed once everything came back in good condition; never before. */
export function requestCredit(returnId: string, rma: RmaSnapshot, state: Rma): RmaDecision {
  const { requested } = state;
  if (requested?.policy.confirmCredit !== 'policy') return nothing;
  if (state.creditRequested || state.credit !== null || rma.status !== 'open') return nothing;
  if (state.held || !isComplete(rma, state)) return nothing;
  const key = `credit:${returnId}`;
  const { rmaId, rmaNumber } = rma;
  const { externalReturnId, expectedCredit: expected, policy } = requested;
  const { customerAccount } = policy;
  const payload: CreditDraft = { returnId, rmaId, rmaNumber, customerAccount, externalReturnId, expected };
  return {
    events: [{ type: 'CreditRequested', data: { key }, occurredAt: new Date(rma.updatedAt) }],
    calls: [{ key, kind: creditRmaEffect, payload }],
  };
}

/** Every unit of the return has come, nothing else has, and all of it is back in stock. */
function isComplete({ lines }: RmaSnapshot, { requested, receivedUnits }: Rma): boolean {
  const units = requested?.units ?? [];
  const allCame = units.every(({ unitId }) => receivedUnits.has(unitId));
  return allCame && lines.every((line) => line.received === line.authorized && line.restocked === line.received);
}
