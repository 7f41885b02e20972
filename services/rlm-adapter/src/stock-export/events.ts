import type { PrivateEvents, Published } from '@backhaul/contracts';

/** What this service tells the others of stock that no return moved. */
export const publishedEvents = ['InventoryExported'] as const;

/** Everything on a `rlm-stock-export` stream: one export. */
export type StockExportEvent = Published<(typeof publishedEvents)[number]>;

/** None of its events stay inside. */
export const privateEvents = {} satisfies PrivateEvents<StockExportEvent, typeof publishedEvents>;
