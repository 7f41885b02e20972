import type { EventData } from '@backhaul/contracts';
import { noCodes, type RaCodes } from './codes.js';

/** A unit, as far as it matters on an RA. */
export type Unit = Pick<
  EventData<'ReturnInitiated'>['units'][number],
  'unitId' | 'orderLineId' | 'sku' | 'barcode' | 'reason'
>;

/** One line of the RA: units of one order line with one reason. `lineNo` counts from 1 in the order of the return. */
export interface RaLine {
  readonly lineNo: number;
  readonly orderLineId: string;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly reason: string | null;
  /** RLM's code of the reason. */
  readonly reasonCode?: string | null;
  /** The item as the shop knows it, where RLM knows it by other codes. */
  readonly inShop?: { readonly sku: string | null; readonly barcode: string | null };
  readonly unitIds: readonly string[];
}

/** An RA as RLM made it; it makes one per division of the items (contracts/rlm-and-3pl.md §2.3). `lineNo` is RLM's. */
export interface MadeRa {
  readonly raNumber: string;
  readonly division: number;
  readonly lines: readonly RaLine[];
}

/** The same lines, each with the units that were taken off the return behind the others: what comes is taken for those. */
export function takenOffLast(lines: readonly RaLine[], takenOff: ReadonlySet<string>): RaLine[] {
  const rank = (id: string): number => (takenOff.has(id) ? 1 : 0);
  return lines.map((line) => ({ ...line, unitIds: [...line.unitIds].sort((a, b) => rank(a) - rank(b)) }));
}

/** The units that stand on lines, as the shop knows them. */
export const unitsOf = (lines: readonly RaLine[]): Unit[] =>
  lines.flatMap(({ orderLineId, sku, barcode, reason, inShop = { sku, barcode }, unitIds }) =>
    unitIds.map((unitId) => ({ unitId, orderLineId, reason, ...inShop })),
  );

/** Groups the units of a return into RA lines; the same SKU with another reason is another line (contracts/rlm-and-3pl.md §2.3). */
export function raLinesOf(units: readonly Unit[], { byUnit }: RaCodes = noCodes): RaLine[] {
  const groups = new Map<string, Unit[]>();
  for (const unit of units) {
    const key = `${unit.orderLineId}|${unit.reason ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), unit]);
  }
  return [...groups.values()].flatMap((group, index): RaLine[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { orderLineId, sku, barcode, reason } = first;
    const codes = byUnit[first.unitId];
    const unitIds = group.map(({ unitId }) => unitId);
    return [
      {
        ...{ lineNo: index + 1, orderLineId, sku, barcode, reason, unitIds },
        ...((codes?.reasonCode ?? null) === null ? {} : { reasonCode: codes?.reasonCode ?? null }),
        ...(codes?.item === undefined ? {} : { ...codes.item, inShop: { sku, barcode } }),
      },
    ];
  });
}
