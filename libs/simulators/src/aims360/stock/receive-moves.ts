import type { Disposition, ReceivedUnits, Rma, RmaReceipt } from '../rma/entities.js';
import type { Tenant } from '../state.js';
import type { StockReason } from './ledger.js';

/** What a disposition does to stock: a write-off comes in and goes out again, so its cost can be expensed (§4.2). */
const movesOf: Readonly<Record<Disposition, readonly (readonly [StockReason, 1 | -1])[]>> = {
  Restock: [['Restock', 1]],
  Seconds: [['Seconds', 1]],
  WriteOff: [
    ['WriteOffIn', 1],
    ['WriteOffOut', -1],
  ],
  Missing: [],
};

const nameOf = ({ style, color }: { style: string; color: string }): string => `${style}/${color}`;

/** Damaged goods may be kept under a style of their own (contracts/aims360.md §4.2, `secondsStyleMap`). */
const styleColorOf = (tenant: Tenant, rma: Rma, units: ReceivedUnits): string => {
  const line = rma.lines.find((each) => each.rmaLineID === units.rmaLineID);
  if (line === undefined) return '';
  const mapped = units.disposition === 'Seconds' ? tenant.settings.secondsStyleMap[nameOf(line)] : undefined;
  if (mapped === undefined) return line.styleColorID;
  return tenant.styleColors.find((each) => nameOf(each) === mapped)?.styleColorID ?? line.styleColorID;
};

/** Writes the stock movements of a receipt, once. */
export const moveStock = (tenant: Tenant, rma: Rma, receipt: RmaReceipt, now: Date): void => {
  if (receipt.stockMoved) return;
  for (const units of receipt.units) {
    for (const [reason, sign] of movesOf[units.disposition]) {
      tenant.stockMoves.push({
        at: now.toISOString(),
        reason,
        document: rma.rma,
        warehouseID: units.warehouseID,
        styleColorID: styleColorOf(tenant, rma, units),
        sizeName: units.sizeName,
        quantity: sign * units.quantity,
      });
    }
  }
  receipt.stockMoved = true;
};
