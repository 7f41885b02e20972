import { add, subtract, type Money } from '@backhaul/money';
import type { RaEvent } from './events.js';
import type { RaPolicy } from './policy.js';
import type { RaLine } from './ra-lines.js';
import type { ShopRefund } from './refund.js';

export interface Requested {
  readonly externalReturnId: string;
  readonly order: { orderId: string; orderName: string };
  readonly lines: readonly RaLine[];
  readonly policy: RaPolicy;
}

/** One receipt of the warehouse; `posted` once the ERP has taken it. */
export interface KnownReceipt {
  readonly final: boolean;
  readonly posted: boolean;
  readonly units: readonly { unitId: string | null; quality: 'first' | 'second'; sku: string | null }[];
}

/** What was seen of one refund; its record and the fate of its pending money may come in any order. */
export interface ObservedRefund {
  readonly record: ShopRefund | null;
  readonly settled: Money | null;
  readonly failed: Money | null;
  readonly importing: { money: Money } | null;
  readonly imported: boolean;
}

export interface ReturnAuthorization {
  readonly requested: Requested | null;
  readonly raNumber: string | null;
  readonly announced: boolean;
  readonly receipts: Readonly<Record<string, KnownReceipt>>;
  /** Taken once: process or hold. */
  readonly decided: boolean;
  readonly processed: { refundIds: readonly string[] } | null;
  readonly refunds: Readonly<Record<string, ObservedRefund>>;
}

export const initial: ReturnAuthorization = {
  requested: null,
  raNumber: null,
  announced: false,
  receipts: {},
  decided: false,
  processed: null,
  refunds: {},
};

export const unseenRefund: ObservedRefund = {
  record: null,
  settled: null,
  failed: null,
  importing: null,
  imported: false,
};
const plus = (left: Money | null, right: Money): Money => (left === null ? right : add(left, right));

/** Applies one event. */
export function evolve(state: ReturnAuthorization, event: RaEvent): ReturnAuthorization {
  switch (event.type) {
    case 'RaRequested':
      return { ...state, requested: event.data };
    case 'ReturnAuthorized':
      return { ...state, raNumber: event.data.documentNumber };
    case 'AsnTransmitted':
      return { ...state, announced: true };
    case 'ReceiptRecorded':
      return withReceipt(state, event.data.receiptId, {
        final: event.data.final,
        posted: false,
        units: event.data.units,
      });
    case 'ReceiptPosted': {
      const receipt = state.receipts[event.data.receiptId];
      return receipt === undefined ? state : withReceipt(state, event.data.receiptId, { ...receipt, posted: true });
    }
    case 'ReturnCleared':
    case 'ReturnHeld':
      return { ...state, decided: true };
    case 'ProcessingObserved':
      return { ...state, processed: event.data };
    case 'RefundObserved':
      return withRefund(state, event.data.refund.refundId, { record: event.data.refund });
    case 'RefundMoneyObserved': {
      const before = state.refunds[event.data.refundId] ?? unseenRefund;
      const { settled, failed } = event.data;
      return withRefund(state, event.data.refundId, {
        settled: plus(before.settled, settled),
        failed: plus(before.failed, failed),
      });
    }
    case 'RefundImportRequested':
      return withRefund(state, event.data.refundId, { importing: { money: event.data.money } });
    case 'RefundImported':
    case 'RefundSkipped':
      return withRefund(state, event.data.refundId, { imported: true });
    case 'InventoryRestocked':
    case 'CreditIssued':
    case 'InventoryExported':
    case 'TaskOpened':
      return state;
  }
}

function withReceipt(state: ReturnAuthorization, id: string, receipt: KnownReceipt): ReturnAuthorization {
  return { ...state, receipts: { ...state.receipts, [id]: receipt } };
}

function withRefund(state: ReturnAuthorization, id: string, change: Partial<ObservedRefund>): ReturnAuthorization {
  return { ...state, refunds: { ...state.refunds, [id]: { ...(state.refunds[id] ?? unseenRefund), ...change } } };
}

/** Money that reached the shopper and money still under way; null while the refund was not seen. */
export function moneyOf(refund: ObservedRefund | undefined): { refunded: Money; pending: Money } | null {
  const record = refund?.record;
  if (refund === undefined || record === null || record === undefined) return null;
  const decided = [refund.settled, refund.failed].filter((amount) => amount !== null);
  return {
    refunded: refund.settled === null ? record.moneyRefunded : add(record.moneyRefunded, refund.settled),
    pending: decided.reduce((left, amount) => subtract(left, amount), record.moneyPending),
  };
}
