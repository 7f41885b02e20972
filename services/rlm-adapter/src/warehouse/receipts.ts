import type { Decider, DomainEvent } from '@backhaul/contracts';
import {
  receiptDecider,
  receiptEvents,
  receiptModel,
  type Receipt,
  type ReceiptCommand,
  type ReceiptEvent,
} from '@backhaul/erp-kit';
import { ProjectedAggregate } from '@backhaul/service-kit';
import { receiptRules, type WarehouseReceipt } from './receipt.js';

type State = Receipt<WarehouseReceipt>;
type Command = ReceiptCommand<WarehouseReceipt>;
type Event =
  | ReceiptEvent<WarehouseReceipt>
  /** Written while only receipts without a return had a stream: a correction had named its return. */
  | DomainEvent<'MatchRecorded', { revision: number }>;

const decider = receiptDecider(receiptRules);

const withMatches: Decider<State, Command, Event> = {
  ...decider,
  evolve: (state, event) => (event.type === 'MatchRecorded' ? state : decider.evolve(state, event)),
};

/** Runs commands on `blind-receipt` streams, one per receipt of a warehouse: the first that had one were blind. */
export const receipts = new ProjectedAggregate(
  {
    category: 'blind-receipt',
    decider: withMatches,
    publishes: receiptEvents.publishes,
    keeps: { ...receiptEvents.keeps, MatchRecorded: [] },
  },
  receiptModel<WarehouseReceipt>('rlm', 1),
);
