import { nothing } from '@backhaul/contracts';
import type { RmaCommand } from './commands.js';
import type { RmaDecision } from './decide.js';
import { thenOffset } from './offset/offset-facts.js';
import { unseen } from './refund.js';
import type { Processed, Rma } from './state.js';

type Command<K extends RmaCommand['kind']> = Extract<RmaCommand, { kind: K }>;

/**
 * Loop has given the outcome: these refunds and orders belong to the return. It is told again when an exchange item was given
 * that had been out of stock.
 */
export function recordProcessed({ returnId, processed, at }: Command<'RecordProcessed'>, state: Rma): RmaDecision {
  if (state.processed !== null && !isNews(processed, state.processed)) return nothing;
  return thenOffset(returnId, { type: 'ProcessingObserved', data: processed, occurredAt: at }, state);
}

/** What is complete stays; of two incomplete ones the later counts. */
function isNews(processed: Processed, known: Processed): boolean {
  if (!known.partial) return false;
  return !processed.partial || (processed.processedAt ?? '') > (known.processedAt ?? '');
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
