import { nothing } from '@backhaul/contracts';
import type { RaCommand } from './commands.js';
import type { RaDecision } from './decide.js';
import type { RaEvent } from './events.js';
import { jobs } from './jobs.js';
import type { Held, ImportedRefund } from './refund.js';
import type { ReturnAuthorization } from './state.js';
import { closeTask, open } from './tasks.js';

type Command<K extends RaCommand['kind']> = Extract<RaCommand, { kind: K }>;

export const readInventoryEffect = 'rlm.read-inventory';

/** Whose stock to read after a restock. */
export interface StockWanted {
  readonly returnId: string;
  readonly refundId: string;
  readonly skus: readonly string[];
  /** Those of them that went back as first quality: each has to have a place in the shop. */
  readonly sellable: readonly string[];
}

/** What the stock is read for after an import. */
export function wantedAfter(returnId: string, refundId: string, { movements }: ImportedRefund): StockWanted {
  const skusOf = (list: ImportedRefund['movements']): string[] => [...new Set(list.flatMap(({ sku }) => sku ?? []))];
  const sellable = movements.filter(({ quality }) => quality === 'first');
  return { returnId, refundId, skus: skusOf(movements), sellable: skusOf(sellable) };
}

/**
 * Sellable stock of record after the restock, for the shop; of two exports the one that was read last counts. What is held back
 * would undo the shop's own restock by a refund that RLM does not have yet; it goes out once RLM has it.
 */
export function confirmInventory(command: Command<'ConfirmInventory'>, state: ReturnAuthorization): RaDecision {
  const { returnId, refundId, levels, held, readAt, at } = command;
  if (state.exported.has(refundId) || isHeldAlready(held, state.held[refundId])) return nothing;
  const data = { returnId, exportedAt: readAt.toISOString(), levels, system: 'RLM', job: jobs.exportInventory };
  const told: RaEvent[] = levels.length === 0 ? [] : [{ type: 'InventoryExported', data, occurredAt: readAt }];
  const kept: RaEvent =
    held.length === 0
      ? { type: 'StockRead', data: { refundId }, occurredAt: at }
      : { type: 'StockHeld', data: { refundId, held }, occurredAt: at };
  return { events: [kept, ...told], calls: [] };
}

const isHeldAlready = (held: readonly Held[], before: readonly Held[] | undefined): boolean =>
  held.length > 0 && before !== undefined && held.every(({ sku }) => before.some((one) => one.sku === sku));

/** What kept the export back is in RLM: the stock of what was held is read again. */
export function releaseStock(
  { returnId, refundId, at }: Command<'ReleaseStock'>,
  state: ReturnAuthorization,
): RaDecision {
  const held = state.held[refundId];
  if (held === undefined || state.exported.has(refundId)) return nothing;
  const skus = [...new Set(held.map(({ sku }) => sku))];
  const time = (state.releases[refundId] ?? 0) + 1;
  return {
    events: [{ type: 'StockReleased', data: { refundId }, occurredAt: at }],
    calls: [
      {
        key: `export:${returnId}:${refundId}:again:${time}`,
        kind: readInventoryEffect,
        payload: { returnId, refundId, skus, sellable: [] } satisfies StockWanted,
      },
    ],
  };
}

const aheadTask = (returnId: string, refundId: string): string => `export-before-import:${returnId}:${refundId}`;

/** Somebody else's export went out between the shop's restock by this refund and its import into RLM. */
export function exportedAhead(command: Command<'RecordEarlyExport'>, state: ReturnAuthorization): RaDecision {
  const { returnId, refundId, skus, at } = command;
  if (state.refunds[refundId]?.imported === true || state.tasks[aheadTask(returnId, refundId)] !== undefined)
    return nothing;
  const task = open(returnId, at, `${returnId}:${refundId}`, {
    kind: 'export-before-import',
    title: `An export has undone the shop's restock of ${skus.join(', ')}`,
    why: 'The shop restocked the goods by itself when it made the refund. RLM does not have the refund yet, so its figures are lower, and they were exported. The next export after the import puts it right; until then the shop sells too little.',
    role: 'operator',
    values: { refund: refundId, items: skus.join(', ') },
  });
  return { events: [task], calls: [] };
}

/** The import puts right what an early export undid. */
export const putRightByImport = (returnId: string, refundId: string, at: Date, state: ReturnAuthorization): RaEvent[] =>
  closeTask(returnId, aheadTask(returnId, refundId), 'RLM has the refund; its stock goes out with it.', at, state);
