import { itemFor } from '../masters/lookup.js';
import type { Company } from '../state.js';
import { countOnRa, placeOnRa, uncountOnRa } from './count.js';
import type { ReceiptLine, ReturnReceipt } from './entities.js';

const known = (company: Company, { sku, upc }: ReceiptLine) =>
  itemFor(company, { sku, upc, style: null, color: null, size: null, length: null });

const isHeld = ({ export_status, lines }: ReturnReceipt): boolean =>
  export_status === 'ERROR' && lines.some(({ result }) => result === 'ERROR');

/** Masters were mended: a receipt that was held for an unknown SKU is put on its RA as if it came now, once all are known (§5). */
export const resolveHeldReceipts = (company: Company, now: Date): void => {
  for (const receipt of company.receipts.filter(isHeld)) {
    const ra = company.ras.find((each) => each.ra_number === receipt.ra_number);
    if (ra === undefined || receipt.lines.some((line) => known(company, line) === undefined)) continue;
    uncountOnRa(ra, receipt, now);
    const reported = receipt.lines.map((line) => ({ ...line, sku: known(company, line)?.sku ?? line.sku }));
    receipt.lines = placeOnRa(ra, reported, []);
    receipt.export_status = 'PENDING';
    receipt.updated_at = now.toISOString();
    countOnRa(ra, receipt, now);
  }
};
