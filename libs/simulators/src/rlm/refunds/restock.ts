import { sameExternalId } from '../external-id.js';
import { requireWarehouse, warehouseAtLocation } from '../masters/lookup.js';
import { unitsReceived } from '../ra/entities.js';
import type { RaLine } from '../ra/entities.js';
import type { Company } from '../state.js';
import type { ImportableLine } from './check.js';
import type { Restocked } from './entities.js';

export interface PlannedRestock extends Restocked {
  readonly order_number: number;
}

export type RestockPlan =
  | { readonly kind: 'planned'; readonly restocks: readonly PlannedRestock[] }
  | { readonly kind: 'error'; readonly message: string; readonly external_line_id: string };

export const raLinesFor = (company: Company, externalLineId: string): RaLine[] =>
  company.ras
    .filter((ra) => ra.status !== 'CANCELLED')
    .flatMap((ra) => ra.lines)
    .filter((line) => sameExternalId(line.external_line_id, externalLineId));

const sum = (lines: readonly RaLine[], of: (line: RaLine) => number): number =>
  lines.reduce((total, line) => total + of(line), 0);

/** Units that really are there to put into the damages warehouse: never what was disposed of (§5). */
const secondQualityUnits = (company: Company, { refunded }: ImportableLine): number => {
  const lines = raLinesFor(company, refunded.external_line_id);
  const disposed = sum(lines, (line) => Math.max(0, line.qty_received_other - line.qty_refunded));
  const wanted = Math.max(0, refunded.quantity - disposed);
  if (!company.settings.noRestockRequiresReceipt) return wanted;
  const unsettled = sum(lines, (line) => unitsReceived(line) - line.qty_refunded) - disposed;
  return Math.min(wanted, Math.max(0, unsettled));
};

const toDamages = (company: Company, line: ImportableLine, shippedFrom: number): PlannedRestock | undefined => {
  const second = requireWarehouse(company, shippedFrom).second_quality_warehouse;
  if (second === null) return undefined;
  const quantity = secondQualityUnits(company, line);
  const { sku } = line.orderLine;
  return { sku, warehouse: second, quality: '2', quantity, order_number: line.order.order_number };
};

/**
 * Rule 6 (§6): returned goods go to the warehouse of the Shopify location, else to the one that shipped them;
 * `NO_RESTOCK` goes to the damages warehouse assigned to the one that shipped them, and to none other. Changes nothing.
 */
export const planRestock = (company: Company, lines: readonly ImportableLine[]): RestockPlan => {
  const restocks: PlannedRestock[] = [];
  for (const line of lines) {
    const { refunded, orderLine, order } = line;
    const shippedFrom = orderLine.warehouse_shipped ?? order.warehouse;
    if (refunded.restock_type === 'NO_RESTOCK') {
      const second = toDamages(company, line, shippedFrom);
      const { external_line_id } = refunded;
      if (second === undefined)
        return { kind: 'error', message: 'No Second Quality Warehouse Assigned', external_line_id };
      if (second.quantity > 0) restocks.push(second);
      continue;
    }
    const target = warehouseAtLocation(company, refunded.location_id) ?? requireWarehouse(company, shippedFrom);
    restocks.push({
      sku: orderLine.sku,
      warehouse: target.number,
      quality: target.quality === 'FIRST' ? '1' : '2',
      quantity: refunded.quantity,
      order_number: order.order_number,
    });
  }
  return { kind: 'planned', restocks };
};
