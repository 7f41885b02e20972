import { formatMoney } from '@backhaul/money';
import type { RaDraft } from '../../rlm-return-authorization/authorize.js';
import { isRejected, qualityOf } from '../../rlm-return-authorization/grade.js';
import type { PostedReceipt } from '../../rlm-return-authorization/receipts.js';
import type { ShopRefund } from '../../rlm-return-authorization/refund.js';
import type { RefundDraft } from '../../rlm-return-authorization/refunds.js';

/** The body of `POST /return-authorizations` (contracts/rlm-and-3pl.md §2.3). */
export function raBody({ externalReturnId, order, parcel, lines, policy }: RaDraft): object {
  return {
    external_rma_id: externalReturnId,
    external_system: 'LOOP',
    ...(policy.division === null ? {} : { division: policy.division }),
    external_order_id: order.orderId,
    customer_po: order.orderName,
    account: policy.account,
    store: policy.store,
    warehouse: policy.warehouse,
    carrier: parcel.carrier,
    tracking_number: parcel.trackingNumber,
    lines: lines.map((line) => ({
      sku: line.sku,
      upc: line.barcode,
      external_line_id: line.orderLineId,
      qty_authorized: line.unitIds.length,
      reason_code: line.reasonCode ?? null,
      reason_text: line.reason?.slice(0, 80) ?? null,
    })),
  };
}

const upper = (word: string): string => word.replaceAll('-', '_').toUpperCase();

/** The body of `POST /return-receipts` (contracts/rlm-and-3pl.md §2.4). */
export function receiptBody({ raNumber, warehouse, receipt }: PostedReceipt): object {
  return {
    threepl_code: receipt.warehouse,
    receipt_id: receipt.receiptId,
    revision: receipt.revision,
    ra_number: Number(raNumber),
    received_at: receipt.receivedAt,
    warehouse,
    final: receipt.final,
    lines: receipt.lines.map((line) => ({
      ra_line_no: line.exception === 'wrong-item' ? null : line.lineNo,
      sku: line.sku,
      upc: line.barcode,
      quantity: line.quantity,
      quality: qualityOf(line) === 'first' ? '1' : '2',
      condition: upper(line.condition),
      // What was sent back or scrapped is never stock, whatever the warehouse calls its place.
      disposition: isRejected(line) ? 'DISPOSE' : upper(line.disposition),
      exception_code: line.exception === null ? null : upper(line.exception),
      note: line.note?.slice(0, 500) ?? null,
    })),
  };
}

const restockTypes: Record<ShopRefund['lines'][number]['restockType'], string> = {
  return: 'RETURN',
  cancel: 'CANCEL',
  'no-restock': 'NO_RESTOCK',
  'legacy-restock': 'LEGACY_RESTOCK',
};

/** The body of `POST /refund-imports` (contracts/rlm-and-3pl.md §6): money as decimal strings. */
export function refundBody({ refund, money }: RefundDraft): object {
  return {
    refund_id: refund.refundId,
    external_order_id: refund.orderId,
    created_at: refund.createdAt,
    currency: money.currency,
    money_refunded: formatMoney(money),
    freight: formatMoney(refund.shipping),
    lines: refund.lines.map((line) => ({
      external_line_id: line.orderLineId,
      quantity: line.quantity,
      restock_type: restockTypes[line.restockType],
      location_id: line.locationId,
      subtotal: formatMoney(line.subtotal),
      tax: formatMoney(line.tax),
    })),
  };
}
