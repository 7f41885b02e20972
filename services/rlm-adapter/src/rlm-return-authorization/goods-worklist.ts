import type { AllocatedUnit } from './allocate.js';
import type { RaEvent } from './events.js';
import type { RaLine } from './ra-lines.js';
import type { ReceiptLine } from './receipt.js';
import { open, type Task } from './tasks.js';

/** A line and the receipt that it stands on. */
export type KnownLine = ReceiptLine & { readonly receiptId: string };

/** Units of one RA as all of its receipts have them, and the lines that they should have filled. */
export interface Compared {
  readonly raNumber: string;
  readonly lines: readonly RaLine[];
  readonly units: readonly AllocatedUnit<KnownLine>[];
}
type Unit = Compared['units'][number];

const stranger = { unitId: null, exception: 'unexpected' } as const;

/** A unit that came, and the one that it came instead of; null: none is missing. */
interface Pair {
  readonly came: Unit;
  readonly missing: RaLine | null;
}

/**
 * Goods that have no place on the RA, for a person (contracts/rlm-and-3pl.md §5): more than was authorised; another item beside the
 * one that is missing; an item that nobody announced.
 */
export function goodsWorklist(
  returnId: string,
  at: Date,
  { units: placed, ...ra }: Compared,
  takenOff: ReadonlySet<string>,
): RaEvent[] {
  // A unit that was taken off the return has no place on it any more.
  const isStray = ({ unitId }: Unit): boolean => unitId !== null && takenOff.has(unitId);
  const compared = { ...ra, units: placed.map((unit) => (isStray(unit) ? { ...unit, ...stranger } : unit)) };
  const over = compared.units.filter(({ exception }) => exception === 'over');
  const pairs = pairsOf(compared);
  const wrong = pairs.filter(({ came, missing }) => missing !== null || came.exception === 'wrong-item');
  const unexpected = pairs.filter((pair) => !wrong.includes(pair)).map(({ came }) => came);
  const { raNumber } = compared;
  const tasks = [overReceipt(raNumber, over), wrongItem(raNumber, wrong), unexpectedItem(raNumber, unexpected)];
  return tasks.flatMap((task) => (task === null ? [] : [open(returnId, at, `${returnId}:${raNumber}`, task)]));
}

function overReceipt(ra: string, units: readonly Unit[]): Task | null {
  if (units.length === 0) return null;
  return {
    kind: 'over-receipt',
    title: `More came for RA ${ra} than was authorised`,
    why: 'RLM took what was authorised. The surplus is not stock and nobody is paid for it: have it counted again, send it back, or find out whose it is.',
    role: 'operator',
    values: { ra, receipt: receiptsOf(units), items: itemsOf(units) },
  };
}

function wrongItem(ra: string, pairs: readonly Pair[]): Task | null {
  if (pairs.length === 0) return null;
  return {
    kind: 'wrong-item',
    title: `Another item came for RA ${ra}`,
    why: 'It counts for nothing in RLM. Find out whose it is, or agree with the shopper that it stands for the missing one; then process or reject the return in Loop.',
    role: 'operator',
    values: { ra, receipt: receiptsOf(pairs.map(({ came }) => came)), pairs: pairs.map(pairText).join('; ') },
  };
}

function unexpectedItem(ra: string, units: readonly Unit[]): Task | null {
  if (units.length === 0) return null;
  return {
    kind: 'unexpected-item',
    title: `An item that is not on RA ${ra} came with it`,
    why: 'It counts for nothing in RLM. Find the return that it belongs to, or send it back.',
    role: 'operator',
    values: { ra, receipt: receiptsOf(units), items: itemsOf(units) },
  };
}

/** Each stranger beside a unit that is missing: of the line that it was received on, else of the first line that lacks one. */
function pairsOf({ lines, units }: Compared): Pair[] {
  const came = new Set(units.map(({ unitId }) => unitId));
  const missing = lines.flatMap((line) => line.unitIds.filter((id) => !came.has(id)).map(() => line));
  const strangers = units.filter(({ exception, unitId }) => unitId === null && exception !== 'over');
  return strangers.map((stranger) => {
    const sameLine = missing.findIndex(({ lineNo }) => lineNo === stranger.line.lineNo);
    const [found = null] = missing.splice(Math.max(sameLine, 0), 1);
    return { came: stranger, missing: found };
  });
}

const receiptsOf = (units: readonly Unit[]): string => [...new Set(units.map(({ line }) => line.receiptId))].join(', ');

const nameOf = ({ sku, line, condition }: Unit): string => `${sku ?? line.barcode ?? 'unknown item'} (${condition})`;

const pairText = ({ came, missing }: Pair): string =>
  missing === null
    ? `${nameOf(came)} came`
    : `${nameOf(came)} came instead of ${missing.sku ?? missing.barcode ?? 'an item'} on line ${missing.lineNo}`;

function itemsOf(units: readonly Unit[]): string {
  const counts = new Map<string, number>();
  for (const unit of units) counts.set(nameOf(unit), (counts.get(nameOf(unit)) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${count} × ${name}`).join(', ');
}
