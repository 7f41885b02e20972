import { displayMoney, formatMoney } from '@backhaul/money';
import type { RaDraft } from '../../rlm-return-authorization/authorize.js';
import { qualityOf } from '../../rlm-return-authorization/grade.js';
import type { PostedReceipt } from '../../rlm-return-authorization/receipts.js';
import type { RefundDraft } from '../../rlm-return-authorization/refunds.js';
import type { RefundPlan } from './refund-plan.js';

type Values = Record<string, string>;

const numbered = (lines: readonly string[]): Values =>
  Object.fromEntries(lines.map((text, index) => [`line ${index + 1}`, text]));

const given = (values: Readonly<Record<string, string | number | null>>): Values =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])),
  );

/** What to type into RLM's screen for an RA (contracts/rlm-and-3pl.md §2.3). */
export function raValues({ externalReturnId, order, parcel, lines, policy }: RaDraft): Values {
  const { company, account, store, warehouse } = policy;
  return {
    ...given({ 'external RMA': externalReturnId, order: order.orderName, company, account, store, warehouse }),
    ...given({ carrier: parcel.carrier, tracking: parcel.trackingNumber }),
    ...numbered(
      lines.map(({ sku, barcode, unitIds, reason }) => {
        const item = `${unitIds.length} × ${sku ?? barcode ?? 'item without SKU'}`;
        return reason === null ? item : `${item}, ${reason}`;
      }),
    ),
  };
}

/** What to type for a receipt (contracts/rlm-and-3pl.md §2.4). */
export function receiptValues({ raNumber, warehouse, receipt }: PostedReceipt): Values {
  const { receiptId, revision, receivedAt, final, lines } = receipt;
  return {
    ...given({ ra: raNumber, receipt: receiptId, revision, warehouse, received: receivedAt, final: final ? 'Y' : 'N' }),
    ...numbered(
      lines.map((line) => {
        const { lineNo, sku, barcode, quantity, condition, disposition, exception, note } = line;
        const item = `${quantity} × ${sku ?? barcode ?? 'unknown item'}`;
        const place = lineNo === null || exception === 'wrong-item' ? 'no RA line' : `RA line ${lineNo}`;
        const quality = `quality ${qualityOf(line) === 'first' ? 1 : 2}`;
        return [item, place, quality, condition, disposition, exception, note]
          .filter((part) => part !== null)
          .join(', ');
      }),
    ),
  };
}

/** What to type for a refund (contracts/rlm-and-3pl.md §6): the credit to the cent, and where the goods go. */
export function refundValues({ refund }: RefundDraft, plan: RefundPlan, miscCharge: string): Values {
  const { merchandise, tax, freight, adjustment, total, movements } = plan;
  const charge = adjustment.amount === 0 ? {} : { [`misc. charge ${miscCharge}`]: formatMoney(adjustment) };
  return {
    ...given({ refund: refund.refundId, order: refund.orderName }),
    ...given({ merchandise: formatMoney(merchandise), tax: formatMoney(tax), freight: formatMoney(freight) }),
    ...charge,
    'credit total': displayMoney(total),
    ...numbered(
      movements.map(({ quantity, sku, warehouse, quality }) => {
        return `${quantity} × ${sku ?? 'item without SKU'} into warehouse ${warehouse} (${quality} quality)`;
      }),
    ),
  };
}
