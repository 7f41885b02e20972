import type { DomainEvent, PrivateEvents, Published } from '@backhaul/contracts';

/** What this service tells the others about a stock level. */
export const publishedEvents = ['InventoryLevelSet', 'TaskOpened', 'TaskClosed'] as const;

/** Everything on a `shopify-inventory` stream. */
export type InventoryLevelEvent =
  | Published<(typeof publishedEvents)[number]>
  | DomainEvent<'LevelExported', { exportId: string; exportedAt: string; available: number }>
  /** A try that is about to go out, and the figure that it replaces: a lost answer is asked for again with exactly these. */
  | DomainEvent<'SetTried', { exportId: string; attempt: number; changeFrom: number | null; at: string }>
  | DomainEvent<'LevelSettled', { exportId: string }>;

/** The others on its streams, with the way from each older version of them. */
export const privateEvents = {
  LevelExported: [],
  SetTried: [],
  LevelSettled: [],
} satisfies PrivateEvents<InventoryLevelEvent, typeof publishedEvents>;
