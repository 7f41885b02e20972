import { formatMoney, type Money } from '@backhaul/money';
import type { RmaDraft } from '../aims360-rma/rma-draft.js';
import type { ItemRef, Masters } from './masters.js';

/** A line as it shall stand on the RMA: one per style-colour, price, reason and warehouse (contracts/aims360.md §4). */
export interface WantedLine {
  readonly styleColorId: string;
  readonly price: Money;
  /** Of the ERP; null: as the RMA's header says. */
  readonly reasonId: string | null;
  readonly warehouseId: string | null;
  /** Units by the name of the size. */
  readonly sizes: ReadonlyMap<string, number>;
  /** The shopper's own words; they do not fit the ERP's list of reasons. */
  readonly note: string | null;
}

/** Money is a JSON number here (contracts/aims360.md, types); the shortest decimal text of minor units is exact. */
export const toNumber = (amount: Money): number => Number(formatMoney(amount));

/** @throws PersonNeeded when an item, a warehouse or a reason is not known there */
export async function wantedLines(
  units: RmaDraft['units'],
  masters: Masters,
  signal?: AbortSignal,
): Promise<WantedLine[]> {
  const lines = new Map<string, Growing>();
  for (const { price, reason, reasonCode, warehouseCode, ...unit } of units) {
    const item = await masters.item(unit, signal);
    const reasonId = reasonCode === undefined ? null : await masters.returnReasonId(reasonCode);
    const warehouseId = warehouseCode === undefined ? null : await masters.warehouseId(warehouseCode);
    const { styleColorId } = item;
    const key = lineKey({ styleColorId, price: price.amount, reasonId, warehouseId });
    const line = lines.get(key) ?? { styleColorId, price, reasonId, warehouseId, sizes: new Map(), reasons: new Set() };
    lines.set(key, line);
    count(line, item, reason);
  }
  return [...lines.values()].map(({ reasons, ...line }) => ({
    ...line,
    note: reasons.size === 0 ? null : [...reasons].join('; ').slice(0, 500),
  }));
}

/** What tells one line from another. Price in minor units. */
export const lineKey = (line: {
  styleColorId: string;
  price: number;
  reasonId: string | null;
  warehouseId: string | null;
}): string => [line.styleColorId, line.price, line.reasonId, line.warehouseId].join('|').toLowerCase();

interface Growing extends Omit<WantedLine, 'note' | 'sizes'> {
  readonly sizes: Map<string, number>;
  readonly reasons: Set<string>;
}

function count({ sizes, reasons }: Growing, { sizeName }: ItemRef, reason: string | null): void {
  sizes.set(sizeName, (sizes.get(sizeName) ?? 0) + 1);
  if (reason !== null) reasons.add(reason);
}

/** The line in a body. What is as the header says is left out. */
export const lineBody = (line: WantedLine, header: { reasonId: string; warehouseId: string }): object => ({
  styleColorID: line.styleColorId,
  price: toNumber(line.price),
  ...(line.reasonId === null || line.reasonId === header.reasonId ? {} : { returnAuthorizationID: line.reasonId }),
  ...(line.warehouseId === null || line.warehouseId === header.warehouseId ? {} : { warehouseID: line.warehouseId }),
  ...(line.note === null ? {} : { lineNote: line.note }),
  sizes: [...line.sizes].map(([sizeName, authorizedQuantity]) => ({ sizeName, authorizedQuantity })),
});
