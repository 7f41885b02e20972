import { equals, isZero, zero } from '@backhaul/money';
import type { RmaEvent } from '../events.js';
import type { Rma } from '../state.js';
import { signed, type AdjustmentReading } from './adjustment.js';
import { adjustmentsOnCredit, namedPurpose } from './pairing.js';
import type { Purpose } from './purposes.js';
import { settle, type Settlement } from './settlement.js';

/** Posted adjustments and applied amounts that were not told yet. */
export function offsetsSeen(returnId: string, at: Date, state: Rma): RmaEvent[] {
  const settlement = settle(state);
  return [...posted(returnId, state, settlement), ...applied(returnId, at, state, settlement)];
}

/** Each document once, as soon as it is certain what it is for. */
function posted(returnId: string, state: Rma, settlement: Settlement): RmaEvent[] {
  return adjustmentsOnCredit(state).flatMap((adjustment) => {
    if (state.offset.told[adjustment.document] !== undefined) return [];
    const purpose = purposeOf(adjustment, state, settlement);
    return purpose === null ? [] : [offsetPosted(returnId, adjustment, purpose, state, settlement)];
  });
}

/**
 * By our reference at once; where the ERP carries no tax, only when its share is known. By the exact amount of a part once the
 * parts are known. What else a person posted so that everything adds up closes the difference.
 */
function purposeOf(adjustment: AdjustmentReading, state: Rma, settlement: Settlement): Purpose | null {
  const named = namedPurpose(adjustment, state);
  if (settlement.name === 'waiting') return state.requested?.policy.creditIncludesTax === true ? named : null;
  const pair = settlement.paired.find((one) => one.adjustment.document === adjustment.document);
  return pair?.purpose ?? (settlement.name === 'balanced' ? 'rounding' : null);
}

function offsetPosted(
  returnId: string,
  adjustment: AdjustmentReading,
  purpose: Purpose,
  { requested, credit }: Rma,
  settlement: Settlement,
): RmaEvent {
  const { document, reference, reason, postedAt } = adjustment;
  const parts = settlement.name === 'waiting' ? [] : settlement.parts;
  const part = parts.find((one) => one.purpose === purpose);
  const data = {
    returnId,
    creditDocument: adjustment.creditDocument ?? credit?.documentNumber ?? '',
    documentNumber: document,
    amount: signed(adjustment),
    reason: reason ?? requested?.policy.debitReasons[purpose] ?? '',
    reference: reference ?? document.slice(0, 30),
    purpose,
    taxNotCarried: part?.taxNotCarried ?? zero(adjustment.amount.currency),
    postedAt,
    system: 'AIMS360',
  };
  return { type: 'CreditOffsetPosted', data, occurredAt: new Date(postedAt) };
}

/** The sum so far, whenever it changed. */
function applied(returnId: string, at: Date, { credit, offset }: Rma, settlement: Settlement): RmaEvent[] {
  if (settlement.name === 'waiting' || credit === null) return [];
  const before = offset.applied ?? zero(credit.total.currency);
  if (equals(before, settlement.applied) || (isZero(settlement.toApply) && offset.applied === null)) return [];
  const appliedAt = offset.reading?.changedAt ?? at.toISOString();
  const data = {
    returnId,
    creditDocument: credit.documentNumber,
    applied: settlement.applied,
    appliedAt,
    system: 'AIMS360',
  };
  return [{ type: 'CreditApplied', data, occurredAt: new Date(appliedAt) }];
}
