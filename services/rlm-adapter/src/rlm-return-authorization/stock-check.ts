import type { RaDecision } from './decide.js';
import type { RaEvent } from './events.js';
import { isRejected, qualityOf } from './grade.js';
import { evolve, type ReturnAuthorization, type UnitsByQuality } from './state.js';
import { closeTask, open } from './tasks.js';

/** Units of one SKU: what the warehouse received of it, and what the ERP put into stock. */
interface SkuUnits {
  readonly sku: string;
  readonly received: UnitsByQuality;
  readonly restocked: UnitsByQuality;
}

/**
 * After a receipt or an import: does the stock that RLM posted fit what the warehouse received? Shopify's restock type alone
 * decides where RLM puts a unit (contracts/rlm-and-3pl.md §6, known traps), so a difference is reported, never corrected.
 */
export function checkedStock(
  { returnId, at }: { returnId: string; at: Date },
  decision: RaDecision,
  before: ReturnAuthorization,
): RaDecision {
  if (decision.events.length === 0) return decision;
  const state = decision.events.reduce(evolve, before);
  const reports = Object.keys(state.restocked).flatMap((sku) => reportsOn(returnId, at, unitsOf(sku, state), state));
  return reports.length === 0 ? decision : { ...decision, events: [...decision.events, ...reports] };
}

function reportsOn(returnId: string, at: Date, units: SkuUnits, state: ReturnAuthorization): RaEvent[] {
  return [neverCame(returnId, at, units), damagedInSellable(returnId, at, units)].flatMap(({ count, task }) => {
    if (task.type !== 'TaskOpened') return [];
    const { taskId, why } = task.data;
    if (count === 0)
      return closeTask(returnId, taskId, 'What RLM put into stock fits what the warehouse received.', at, state);
    return state.tasks[taskId] === why || state.judged[taskId] === why ? [] : [task];
  });
}

/** `NO_RESTOCK` also stands for goods that the shopper keeps: by RLM's rule they become second-quality units that nobody has. */
function neverCame(returnId: string, at: Date, { sku, received, restocked }: SkuUnits): Report {
  const beyond = restocked.first + restocked.second - received.first - received.second;
  const count = Math.min(restocked.second, Math.max(0, beyond));
  const task = open(returnId, at, `${returnId}:${sku}`, {
    kind: 'stock-never-came',
    title: `RLM has ${count} × ${sku} in second quality that never came`,
    why: `The refund said that ${count} × ${sku} was not restocked, so RLM put it into the second-quality warehouse; the warehouse did not receive it. If the shopper keeps the goods, take them out of RLM's stock.`,
    role: 'operator',
    values: { sku, ...words('put into stock', restocked), ...words('received', received) },
  });
  return { count, task };
}

/** A person processed the return with restock ticked although the warehouse had graded the unit down. */
function damagedInSellable(returnId: string, at: Date, { sku, received, restocked }: SkuUnits): Report {
  const count = Math.min(received.second, Math.max(0, restocked.first - received.first));
  const task = open(returnId, at, `${returnId}:${sku}`, {
    kind: 'seconds-in-sellable-stock',
    title: `RLM has ${count} × ${sku} of second quality in sellable stock`,
    why: `The warehouse received ${received.second} × ${sku} in second quality; the refund in the shop restocked ${restocked.first} as sellable. Move the unit to the second-quality warehouse in RLM and correct the shop's stock.`,
    role: 'operator',
    values: { sku, ...words('put into stock', restocked), ...words('received', received) },
  });
  return { count, task };
}

interface Report {
  readonly count: number;
  readonly task: RaEvent;
}

const words = (what: string, { first, second }: UnitsByQuality): Record<string, string> => ({
  [what]: `${first} first quality, ${second} second quality`,
});

function unitsOf(sku: string, state: ReturnAuthorization): SkuUnits {
  const lines = Object.values(state.receipts)
    .flatMap((receipt) => receipt.lines)
    .filter((line) => !isRejected(line) && (line.sku ?? skuOf(line.barcode, state)) === sku);
  const count = (quality: 'first' | 'second'): number =>
    lines.filter((line) => qualityOf(line) === quality).reduce((sum, line) => sum + line.quantity, 0);
  const received = { first: count('first'), second: count('second') };
  return { sku, received, restocked: state.restocked[sku] ?? { first: 0, second: 0 } };
}

function skuOf(barcode: string | null, { requested }: ReturnAuthorization): string | null {
  if (barcode === null) return null;
  return requested?.lines.find((line) => line.barcode === barcode)?.sku ?? null;
}
