import type { EventData } from '@backhaul/contracts';
import type { Money } from '@backhaul/money';

/** One money movement of a refund. */
export interface RefundTransaction {
  readonly transactionId: string;
  readonly status: 'success' | 'pending' | 'failed';
  readonly amount: Money;
}

/** A refund as it was read, in our words. */
export interface RefundSnapshot {
  readonly refundId: string;
  readonly createdAt: Date;
  readonly lines: EventData<'RefundRecorded'>['lines'];
  readonly shipping: Money;
  readonly transactions: readonly RefundTransaction[];
}

/** An order as it was read at one moment, in our words. */
export interface OrderSnapshot {
  readonly orderId: string;
  readonly orderName: string;
  readonly currency: string;
  readonly placedAt: Date;
  readonly updatedAt: Date;
  /** Whether the shop itself holds returns on it; they may give items in exchange. */
  readonly hasReturns: boolean;
  readonly lines: EventData<'OrderRecorded'>['lines'];
  readonly refunds: readonly RefundSnapshot[];
}
