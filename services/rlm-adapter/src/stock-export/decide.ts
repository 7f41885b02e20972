import { nothing, type Decider, type Decision, type EventData } from '@backhaul/contracts';
import type { StockExportEvent } from './events.js';

/** Exports these figures, as they were read then. */
export interface ExportStock {
  readonly kind: 'ExportStock';
  readonly levels: EventData<'InventoryExported'>['levels'];
  readonly readAt: Date;
  /** Name of the job. */
  readonly job: string;
}

/** Whether the export was told. */
export type StockExport = boolean;

/** Absolute figures of sellable stock, for the shop, told once. Pure. */
export const stockExport: Decider<StockExport, ExportStock, StockExportEvent> = {
  initial: false,
  evolve: () => true,
  decide({ levels, readAt, job }, told): Decision<StockExportEvent> {
    if (told || levels.length === 0) return nothing;
    const data = { returnId: null, exportedAt: readAt.toISOString(), levels, system: 'RLM', job };
    return { events: [{ type: 'InventoryExported', data, occurredAt: readAt }], calls: [] };
  },
};
