import type { DomainEvent, PrivateEvents, Published } from '@backhaul/contracts';
import type { ExchangeSetback } from './commands.js';
import type { Credit, Sibling } from './credit.js';
import type { ExchangePolicy } from './policy.js';
import type { RlmOrder } from './rlm-order.js';
import type { ShopOrder } from './shop-order.js';

/** What this service tells the others about an exchange order. */
export const publishedEvents = ['ExchangeOrderImported', 'TaskOpened', 'TaskClosed'] as const;

/** Everything on a `rlm-exchange-order` stream. */
export type ExchangeOrderEvent =
  | Published<(typeof publishedEvents)[number]>
  | DomainEvent<'ShopOrderSeen', { order: ShopOrder; policy: ExchangePolicy }>
  | DomainEvent<'ReturnNamed', { returnId: string }>
  | DomainEvent<'CreditTold', { credit: Credit }>
  | DomainEvent<'SiblingsSeen', { siblings: readonly Sibling[] }>
  | DomainEvent<'OrdersSeen', { orders: readonly RlmOrder[] }>
  | DomainEvent<'MissingSeen', object>
  | DomainEvent<'ImportApproved', { by: string; reason: string; policy: ExchangePolicy }>
  | DomainEvent<'OrderDismissed', { by: string; reason: string }>
  | DomainEvent<'ImportRequested', { key: string }>
  /** A call was refused, or nobody knows what became of it. */
  | DomainEvent<'SetbackSeen', { setback: ExchangeSetback }>;

/** The others on its streams, with the way from each older version of them. */
export const privateEvents = {
  ShopOrderSeen: [],
  ReturnNamed: [],
  CreditTold: [],
  SiblingsSeen: [],
  OrdersSeen: [],
  MissingSeen: [],
  ImportApproved: [],
  OrderDismissed: [],
  ImportRequested: [],
  SetbackSeen: [],
} satisfies PrivateEvents<ExchangeOrderEvent, typeof publishedEvents>;
