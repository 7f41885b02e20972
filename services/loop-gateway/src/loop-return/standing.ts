import { sum } from '@backhaul/money';
import type { LoopReturnEvent } from './events.js';
import { outcomesOf, type ReturnSnapshot } from './snapshot.js';
import type { LoopReturn } from './state.js';

/** What a newer snapshot says about where the return stands. `state` is what was known before it. */
export function standing(returnId: string, snapshot: ReturnSnapshot, state: LoopReturn): LoopReturnEvent[] {
  const { stage } = state;
  if (snapshot.state === 'closed') return closing(returnId, snapshot, state);
  if (snapshot.state === 'open' || snapshot.state === stage.name) return [];
  const occurredAt = snapshot.updatedAt;
  const at = occurredAt.toISOString();
  switch (snapshot.state) {
    case 'review':
      return [{ type: 'ReturnFlagged', data: { returnId, flaggedAt: at }, occurredAt }];
    case 'cancelled':
      return [{ type: 'ReturnCancelled', data: { returnId, cancelledAt: at }, occurredAt }];
    case 'expired':
      return [{ type: 'ReturnExpired', data: { returnId, expiredAt: at }, occurredAt }];
  }
}

/**
 * Closed with an outcome, or after our request was surely taken on, is processed; closed without either gave the shopper nothing.
 * A request of which nobody knows whether it arrived proves nothing: then only a visible outcome does.
 */
function closing(returnId: string, snapshot: ReturnSnapshot, state: LoopReturn): LoopReturnEvent[] {
  const { stage } = state;
  const gaveOutcome = outcomesOf(snapshot).length > 0 || (state.request === 'queued' && isOurs(state));
  if (stage.name === 'processed' && !namesMore(snapshot, stage.refundIds)) return [];
  if (gaveOutcome) return [processed(returnId, snapshot, isOurs(state))];
  if (stage.name === 'closed' || stage.name === 'cancelled') return [];
  const occurredAt = snapshot.updatedAt;
  return [{ type: 'ReturnClosed', data: { returnId, closedAt: occurredAt.toISOString() }, occurredAt }];
}

/** True when what closed the return may be our own request, and nobody else's. */
function isOurs({ request, trouble }: LoopReturn): boolean {
  return (request === 'requested' || request === 'queued') && trouble?.kind !== 'failed';
}

/** A refund that shows only after the return was closed is not lost. */
const namesMore = ({ refunds }: ReturnSnapshot, told: readonly string[]): boolean =>
  refunds.some(({ refundId }) => !told.includes(refundId));

function processed(returnId: string, snapshot: ReturnSnapshot, processedByUs: boolean): LoopReturnEvent {
  const { refunds, exchangeOrders, amounts, updatedAt: occurredAt } = snapshot;
  const data = {
    returnId,
    processedAt: occurredAt.toISOString(),
    // One refund over two payments is named twice.
    refundIds: [...new Set(refunds.map(({ refundId }) => refundId))],
    refunded: sum(
      refunds.map(({ amount }) => amount),
      amounts.refund.currency,
    ),
    storeCredit: amounts.storeCredit,
    exchangeCredit: amounts.exchangeCredit,
    upsell: amounts.upsell,
    exchangeOrders: exchangeOrders.map((one) => ({ ...one, native: one.orderId === snapshot.order.orderId })),
    partial: snapshot.exchangeItems.some(({ outOfStock }) => outOfStock),
    processedByUs,
  };
  return { type: 'ReturnProcessed', data, occurredAt };
}
