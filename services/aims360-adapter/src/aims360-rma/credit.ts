import { nothing } from '@backhaul/contracts';
import { displayMoney, equals, type Money } from '@backhaul/money';
import type { RmaDecision } from './decide.js';
import type { RmaEvent } from './events.js';
import type { RmaSnapshot } from './rma-snapshot.js';
import type { Rma } from './state.js';

export const creditRmaEffect = 'aims360.credit-rma';

/** Credit › Confirm was done, by whomever. When it covers what the shopper was promised, the return may be processed. */
export function creditSeen(returnId: string, rma: RmaSnapshot, state: Rma): RmaEvent[] {
  const { credit } = rma;
  if (credit === null || state.credit !== null || state.requested === null) return [];
  const { documentNumber, issuedAt: occurredAt, ...money } = credit;
  const at = occurredAt.toISOString();
  const data = { returnId, documentKind: 'credit-memo' as const, documentNumber, issuedAt: at, ...money };
  const adjustment = { amount: 0, currency: credit.total.currency };
  const issued: RmaEvent = {
    type: 'CreditIssued',
    data: { ...data, adjustment, system: 'AIMS360', job: null },
    occurredAt,
  };
  return [issued, clearedOrHeld(returnId, rma.rmaNumber, credit, state.requested.expectedCredit)];
}

/** Processing pays the whole return; a credit of another amount would leave the books open, so a person decides first. */
function clearedOrHeld(
  returnId: string,
  rmaNumber: string,
  credit: NonNullable<RmaSnapshot['credit']>,
  expected: Money,
): RmaEvent {
  const occurredAt = credit.issuedAt;
  const at = occurredAt.toISOString();
  if (equals(credit.total, expected)) {
    const data = {
      returnId,
      clearedAt: at,
      basis: 'credit-issued' as const,
      documentNumber: credit.documentNumber,
      job: null,
    };
    return { type: 'ReturnCleared', data, occurredAt };
  }
  const text = `Credit ${credit.documentNumber} on RMA ${rmaNumber} is ${displayMoney(credit.total)}, the return is worth ${displayMoney(expected)}`;
  const reasons = [{ kind: 'amount-differs' as const, unitId: null, text }];
  return { type: 'ReturnHeld', data: { returnId, heldAt: at, reasons }, occurredAt };
}

/** By policy of the store the credit is confirmed once everything came back in good condition; never before. */
export function requestCredit(returnId: string, rma: RmaSnapshot, state: Rma): RmaDecision {
  if (state.requested?.policy.confirmCredit !== 'policy') return nothing;
  if (state.creditRequested || state.credit !== null || state.held.size > 0) return nothing;
  const complete = rma.lines.every((line) => line.received === line.authorized && line.restocked === line.received);
  if (rma.status !== 'open' || !complete) return nothing;
  const key = `credit:${returnId}`;
  const { externalReturnId } = state.requested;
  const payload = { returnId, rmaId: rma.rmaId, rmaNumber: rma.rmaNumber, externalReturnId };
  return {
    events: [{ type: 'CreditRequested', data: { key }, occurredAt: rma.updatedAt }],
    calls: [{ key, kind: creditRmaEffect, payload }],
  };
}
