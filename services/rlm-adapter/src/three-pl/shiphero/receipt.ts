import { BackhaulError } from '@backhaul/contracts';
import type { ReceiptLine } from '../../rlm-return-authorization/receipt.js';
import { conditionIn } from '../conditions.js';
import type { ReportedReceipt } from '../port.js';
import type { HeroReturn, ReturnLine } from './documents.js';
import { momentIn } from './local-time.js';

/** ShipHero has no field for the number of another system, so the RA number opens the reason. */
export const reasonOf = (raNumber: string): string => `RA ${raNumber}`;

/** The RA behind a return; null for one that was not announced by us. */
export const raNumberOf = ({ reason }: HeroReturn): string | null => /^RA (\d{1,9})\b/.exec(reason ?? '')?.[1] ?? null;

const isFinal = ({ status }: HeroReturn): boolean => /^(complete|completed|closed)$/i.test(status);

/** True once units were received, or none is going to be. */
export const isReceipt = (one: HeroReturn): boolean =>
  isFinal(one) || one.line_items.some(({ quantity_received: units }) => units > 0);

/**
 * One return is one receipt, which grows while goods come in. `zone`: of its times.
 * @throws BackhaulError RECEIPT_NOT_UNDERSTOOD for times that are none
 */
export function receiptOf(one: HeroReturn, zone: string): ReportedReceipt {
  const [created, updated] = [moment(one, one.created_at, zone), moment(one, one.updated_at, zone)];
  const announced = new Set(one.line_items.filter(({ quantity }) => quantity > 0).map(({ sku }) => sku));
  return {
    raNumber: raNumberOf(one),
    trackingNumber: one.tracking_number,
    orderNumber: one.order_number,
    receipt: {
      receiptId: `SH${one.legacy_id}`,
      // ShipHero counts no revisions; what was changed later has a later time.
      revision: Math.max(Math.floor((updated.getTime() - created.getTime()) / 1000), 0) + 1,
      receivedAt: updated.toISOString(),
      warehouse: one.warehouse_id,
      final: isFinal(one),
      lines: one.line_items
        .filter(({ quantity_received: units }) => units > 0)
        .map((line) => lineOf(line, announced.has(line.sku))),
    },
  };
}

function lineOf(
  { sku, quantity_received: quantity, restock, condition: words }: ReturnLine,
  isAnnounced: boolean,
): ReceiptLine {
  const condition = conditionIn(words) ?? 'good';
  return {
    ...{ lineNo: null, sku, barcode: null, quantity, condition, note: words },
    disposition: dispositionOf(restock, condition),
    exception: isAnnounced ? null : 'unexpected',
  };
}

/** Good, and not put back: nobody said why, so a person looks. */
function dispositionOf(restock: 0 | 1, condition: ReceiptLine['condition']): ReceiptLine['disposition'] {
  if (restock === 1) return 'restock';
  return condition === 'good' ? 'quarantine' : 'seconds';
}

function moment({ legacy_id }: HeroReturn, text: string, zone: string): Date {
  const at = momentIn(zone, text);
  if (at !== null) return at;
  throw new BackhaulError('RECEIPT_NOT_UNDERSTOOD', `ShipHero's return ${legacy_id} has no time in '${text}'`);
}
