import type { DomainEvent, PrivateEvents, Published } from '@backhaul/contracts';
import type { ExchangeSetback } from './commands.js';
import type { ErpOrder, StagedOrder } from './erp-order.js';
import type { ExchangePolicy } from './policy.js';
import type { ShopOrder } from './shop-order.js';

/** What this service tells the others about an exchange order. */
export const publishedEvents = ['ExchangeOrderImported', 'TaskOpened', 'TaskClosed'] as const;

/** Everything on an `aims360-exchange-order` stream. */
export type ExchangeOrderEvent =
  | Published<(typeof publishedEvents)[number]>
  | DomainEvent<'ShopOrderSeen', { order: ShopOrder; policy: ExchangePolicy; importedBefore: number }>
  | DomainEvent<'ReturnNamed', { returnId: string }>
  /** The staging list is looked through once; later the poll tells. */
  | DomainEvent<'StagingAsked', { key: string }>
  | DomainEvent<'StagingMissed', object>
  | DomainEvent<'StagingSeen', { staged: StagedOrder }>
  /** Codes for an order that could not be imported without them. */
  | DomainEvent<'TypesNamed', { shippingType: string | null; paymentType: string | null }>
  | DomainEvent<'ImportApproved', { by: string; reason: string }>
  | DomainEvent<'ImportRequested', { key: string }>
  | DomainEvent<'ImportSeen', { order: ErpOrder }>
  | DomainEvent<'AmendmentRequested', { key: string; orderLineIds: readonly string[] }>
  | DomainEvent<'AmendmentSeen', { order: ErpOrder; orderLineIds: readonly string[] }>
  /** A call was refused, or nobody knows what became of it. */
  | DomainEvent<'SetbackSeen', { setback: ExchangeSetback; at: string }>;

/** The others on its streams, with the way from each older version of them. */
export const privateEvents = {
  ShopOrderSeen: [],
  ReturnNamed: [],
  StagingAsked: [],
  StagingMissed: [],
  StagingSeen: [],
  TypesNamed: [],
  ImportApproved: [],
  ImportRequested: [],
  ImportSeen: [],
  AmendmentRequested: [],
  AmendmentSeen: [],
  SetbackSeen: [],
} satisfies PrivateEvents<ExchangeOrderEvent, typeof publishedEvents>;
