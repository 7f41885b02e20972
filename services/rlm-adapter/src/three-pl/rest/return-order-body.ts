import type { AsnDraft } from '../../rlm-return-authorization/authorize.js';

/** The body of `POST /v1/return-orders` (contracts/rlm-and-3pl.md §4.2). */
export function returnOrderBody(draft: AsnDraft, client: { clientCode: string; warehouseCode: string }): object {
  const { raNumber, externalReturnId, order, parcel, shopper, lines } = draft;
  return {
    client_code: client.clientCode,
    warehouse_code: client.warehouseCode,
    ra_number: raNumber,
    external_rma_id: externalReturnId,
    order_number: order.orderName,
    carrier: parcel.carrier,
    tracking_numbers: parcel.trackingNumber === null ? [] : [parcel.trackingNumber],
    // What a warehouse needs to match a parcel without a label; null when Loop did not tell.
    customer: shopper === null ? null : { name: shopper.name, zip: shopper.postalCode, country: shopper.countryCode },
    accept_unexpected: true,
    lines: lines.map((line) => ({
      line_no: line.lineNo,
      sku: line.sku,
      upc: line.barcode,
      qty_expected: line.unitIds.length,
      reason_code: line.reasonCode ?? null,
      requested_disposition: 'DEFAULT',
    })),
  };
}
