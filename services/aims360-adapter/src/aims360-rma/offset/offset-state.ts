import type { EventData } from '@backhaul/contracts';
import type { Money } from '@backhaul/money';
import type { RmaEvent } from '../events.js';
import type { AdjustmentReading, CreditReading } from './adjustment.js';
import type { Purpose } from './purposes.js';

/** An adjustment that we asked for. */
export type Entered =
  | { readonly name: 'requested'; readonly amount: Money; readonly reference: string }
  | {
      readonly name: 'staged';
      readonly amount: Money;
      readonly reference: string;
      readonly batchId: string;
      readonly document: string;
      /** Post Transactions was asked for. */
      readonly posting: boolean;
    };

/** A replacement order, as far as the offset needs it. */
export interface SeenExchangeOrder {
  readonly name: string;
  readonly native: boolean;
  /** What the returned value took off it; zero when the store's Loop discount is off. */
  readonly creditDiscount: Money;
  readonly cancelled: boolean;
}

/** What is known of the AR side of a return. */
export interface Offset {
  /** What we entered, by what it is for. Signed amounts: a credit adjustment is negative. */
  readonly entered: Readonly<Partial<Record<Purpose, Entered>>>;
  /** Posted adjustments by their document, whoever posted them. */
  readonly observed: Readonly<Record<string, AdjustmentReading>>;
  /** What was told of them. */
  readonly told: Readonly<Record<string, Purpose>>;
  /** The credit memo at the last look. */
  readonly reading: Pick<CreditReading, 'document' | 'openBalance' | 'changedAt'> | null;
  /** What was told to be applied to invoices. */
  readonly applied: Money | null;
  /** A person said that staged adjustments shall be posted. */
  readonly released: boolean;
  readonly exchangeOrders: Readonly<Record<string, SeenExchangeOrder>>;
}

export const noOffset: Offset = {
  entered: {},
  observed: {},
  told: {},
  reading: null,
  applied: null,
  released: false,
  exchangeOrders: {},
};

/** What became known of the AR side. */
export type OffsetEvent = Extract<
  RmaEvent,
  {
    type:
      | 'DebitRequested'
      | 'DebitStaged'
      | 'PostingRequested'
      | 'PostingReleased'
      | 'DebitObserved'
      | 'CreditOffsetPosted'
      | 'CreditObserved'
      | 'CreditApplied'
      | 'ExchangeOrderObserved';
  }
>;

/** Applies one event. */
export function evolveOffset(offset: Offset, event: OffsetEvent): Offset {
  switch (event.type) {
    case 'DebitRequested': {
      const { purpose, ...asked } = event.data;
      return { ...offset, entered: { ...offset.entered, [purpose]: { name: 'requested', ...asked } } };
    }
    case 'DebitStaged': {
      const { purpose, ...staged } = event.data;
      return withEntered(offset, purpose, (before) => ({ ...before, ...staged, name: 'staged' }));
    }
    case 'PostingRequested':
      return withEntered(offset, event.data.purpose, (before) =>
        before.name === 'staged' ? { ...before, posting: true } : before,
      );
    case 'PostingReleased':
      return { ...offset, released: true };
    case 'DebitObserved':
      return { ...offset, observed: { ...offset.observed, [event.data.document]: event.data } };
    case 'CreditOffsetPosted':
      return { ...offset, told: { ...offset.told, [event.data.documentNumber]: event.data.purpose } };
    case 'CreditObserved':
      return { ...offset, reading: event.data };
    case 'CreditApplied':
      return { ...offset, applied: event.data.applied };
    case 'ExchangeOrderObserved': {
      const { orderId, ...order } = event.data;
      return { ...offset, exchangeOrders: { ...offset.exchangeOrders, [orderId]: order } };
    }
  }
}

function withEntered(offset: Offset, purpose: Purpose, change: (before: Entered) => Entered): Offset {
  const before = offset.entered[purpose];
  return before === undefined ? offset : { ...offset, entered: { ...offset.entered, [purpose]: change(before) } };
}

/** What the shop shows of a replacement order. */
export type ExchangeOrderFact = EventData<'ExchangeOrderCreated'>;
