import { nothing, type CallIntent } from '@backhaul/contracts';
import { isZero, type Money } from '@backhaul/money';
import type { RaCommand } from './commands.js';
import type { RaDecision } from './decide.js';
import type { RaEvent } from './events.js';
import { refundIdsOf } from './goods-only.js';
import { exportedCalls } from './receipts.js';
import type { ShopRefund } from './refund.js';
import { evolve, moneyOf, type ReturnAuthorization } from './state.js';
import { moneyFailed } from './tasks.js';

type Command<K extends RaCommand['kind']> = Extract<RaCommand, { kind: K }>;

export const importRefundEffect = 'rlm.import-refund';

/** A refund as it shall be imported, with the money that reached the shopper. */
export interface RefundDraft {
  readonly returnId: string;
  readonly refund: ShopRefund;
  readonly money: Money;
}

/** Loop has given the outcome: receipts count as exported, and these refunds belong to the return. */
export function recordProcessed(command: Command<'RecordProcessed'>, state: ReturnAuthorization): RaDecision {
  const { returnId, refundIds, at } = command;
  const known = state.processed?.refundIds;
  if (known !== undefined && refundIds.every((id) => known.includes(id))) return nothing;
  const observed: RaEvent = { type: 'ProcessingObserved', data: { refundIds }, occurredAt: at };
  return andImport(returnId, at, observed, state, exportedCalls(returnId, evolve(state, observed)));
}

/** The shop has made a refund on the order of this return; it may or may not be this return's. */
export function recordRefund(
  { returnId, refund, at }: Command<'RecordRefund'>,
  state: ReturnAuthorization,
): RaDecision {
  if (moneyOf(state.refunds[refund.refundId]) !== null) return nothing;
  return andImport(returnId, at, { type: 'RefundObserved', data: { refund }, occurredAt: at }, state);
}

/** Money of a refund that was pending has settled or failed. The same part told again, also in a new event, is one part. */
export function recordRefundMoney(command: Command<'RecordRefundMoney'>, state: ReturnAuthorization): RaDecision {
  const { returnId, refundId, settled, failed, at } = command;
  const part = `${at.toISOString()} ${settled.amount} ${failed.amount} ${settled.currency}`;
  if (state.refunds[refundId]?.parts[part] !== undefined) return nothing;
  const data = { refundId, part, settled, failed };
  return andImport(returnId, at, { type: 'RefundMoneyObserved', data, occurredAt: at }, state);
}

function andImport(
  returnId: string,
  at: Date,
  fact: RaEvent,
  state: ReturnAuthorization,
  calls: readonly CallIntent[] = [],
): RaDecision {
  const imports = importRefunds(returnId, at, evolve(state, fact));
  return { events: [fact, ...imports.events], calls: [...calls, ...imports.calls] };
}

/**
 * A refund goes to the ERP once it is known to be this return's and all of its money has settled: the credit equals the
 * money, and an import cannot be repeated with another amount.
 */
export function importRefunds(returnId: string, at: Date, state: ReturnAuthorization): RaDecision {
  if (state.requested === null || state.processed === null) return nothing;
  const events: RaEvent[] = [];
  const calls: CallIntent[] = [];
  for (const refundId of refundIdsOf(state)) {
    const seen = state.refunds[refundId];
    const money = moneyOf(seen);
    const refund = seen?.record ?? null;
    if (money === null || refund === null || seen?.importing !== null || !isZero(money.pending)) continue;
    if (!isZero(money.failed)) {
      events.push(...moneyFailed(returnId, refund, money, at, state));
      continue;
    }
    const draft: RefundDraft = { returnId, refund, money: money.refunded };
    events.push({ type: 'RefundImportRequested', data: { refundId, money: money.refunded }, occurredAt: at });
    calls.push({ key: `refund:${refundId}`, kind: importRefundEffect, payload: draft });
  }
  return { events, calls };
}
