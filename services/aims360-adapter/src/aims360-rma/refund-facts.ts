import { nothing } from '@backhaul/contracts';
import type { RmaCommand } from './commands.js';
import { offsetCredit } from './debit.js';
import type { RmaDecision } from './decide.js';
import type { RmaEvent } from './events.js';
import { unseen } from './refund.js';
import { evolve, type Rma } from './state.js';

type Command<K extends RmaCommand['kind']> = Extract<RmaCommand, { kind: K }>;

/** Loop has given the outcome: these refunds belong to the return. */
export function recordProcessed(command: Command<'RecordProcessed'>, state: Rma): RmaDecision {
  if (state.processed !== null) return nothing;
  const { returnId, refundIds, refunded, at } = command;
  return thenOffset(returnId, { type: 'ProcessingObserved', data: { refundIds, refunded }, occurredAt: at }, state);
}

/** The shop has made a refund on the order of this return; it may or may not be this return's. */
export function recordRefund({ returnId, refund, at }: Command<'RecordRefund'>, state: Rma): RmaDecision {
  const { recorded } = state.refunds[refund.refundId] ?? unseen;
  if (recorded !== null) return nothing;
  return thenOffset(returnId, { type: 'RefundObserved', data: refund, occurredAt: at }, state);
}

/** Money of a refund that was pending has settled or failed. The same fact counts once, however often it comes. */
export function recordRefundMoney(command: Command<'RecordRefundMoney'>, state: Rma): RmaDecision {
  const { returnId, factId, refundId, settled, failed, at } = command;
  const { facts } = state.refunds[refundId] ?? unseen;
  if (facts.includes(factId)) return nothing;
  const data = { factId, refundId, settled, failed };
  return thenOffset(returnId, { type: 'RefundMoneyObserved', data, occurredAt: at }, state);
}

function thenOffset(returnId: string, fact: RmaEvent, state: Rma): RmaDecision {
  const { events, calls } = offsetCredit(returnId, fact.occurredAt, evolve(state, fact));
  return { events: [fact, ...events], calls };
}
