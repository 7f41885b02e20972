import { toWire } from '../money.js';
import type { Row } from '../odata/shape.js';
import { etagOf } from '../rma/edit.js';
import { receiptStatus } from '../rma/entities.js';
import type { Rma } from '../rma/entities.js';

/** An RMA as it goes out. `merchandiseTotal` is what is authorised; `creditTotal` is 0 until a credit memo is issued. */
export const rmaRow = (rma: Rma): Row => {
  const { lines, receipts: _receipts, revision: _revision, ...header } = rma;
  const merchandise = lines
    .flatMap((line) => line.sizes.map((size) => line.price * size.authorizedQuantity))
    .reduce((sum, amount) => sum + amount, 0);
  return {
    '@odata.etag': etagOf(rma),
    ...header,
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
