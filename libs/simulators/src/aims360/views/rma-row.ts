import { toWire } from '../money.js';
import type { Row } from '../odata/shape.js';
import { etagOf } from '../rma/edit.js';
import { receiptStatus } from '../rma/entities.js';
import type { Rma, RmaStatus } from '../rma/entities.js';
import type { Tenant } from '../state.js';

/** Not seen in public; order and pick ticket states have letters, so an RMA's may (contracts/aims360.md §8.2). */
const letters: Readonly<Record<RmaStatus, string>> = { Open: 'O', 'Credit Memo Issued': 'C', Void: 'V' };

/** Of a revision before the first one: no write can match it. */
const staleEtag = 'W/"0"';

/** An RMA as it goes out. `merchandiseTotal` is what is authorised; `creditTotal` is 0 until a credit memo is issued. */
export const rmaRow = (tenant: Tenant, rma: Rma): Row => {
  const { settings } = tenant;
  const { lines, receipts: _receipts, revision: _revision, ...header } = rma;
  const merchandise = lines
    .flatMap((line) => line.sizes.map((size) => line.price * size.authorizedQuantity))
    .reduce((sum, amount) => sum + amount, 0);
  return {
    '@odata.etag': settings.staleEtags ? staleEtag : etagOf(rma),
    ...header,
    status: settings.rmaStatusSpelling === 'letters' ? letters[rma.status] : rma.status,
    receiptStatus: receiptStatus(rma),
    freight: toWire(rma.freight),
    restockingFee: toWire(rma.restockingFee),
    tax: toWire(rma.tax),
    merchandiseTotal: toWire(merchandise),
    creditTotal: toWire(rma.creditTotal),
    lineItems: lines.map((line) => ({
      ...line,
      price: toWire(line.price),
      sizes: line.sizes.map((size) => ({ ...size })),
    })),
  };
};
