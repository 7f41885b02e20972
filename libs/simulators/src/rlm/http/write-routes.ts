import { createOrders } from '../orders/create.js';
import { cancelRa, closeRa, raByNumber, transmitRa } from '../ra/actions.js';
import { createReturnAuthorizations } from '../ra/create.js';
import type { ReturnAuthorization } from '../ra/entities.js';
import { markExported, receiptByKey } from '../receipts/export.js';
import { recordReceipt } from '../receipts/record.js';
import { importRefund } from '../refunds/import.js';
import { orderRow, raRow, receiptRow, refundImportRow } from '../views/rows.js';
import { created, ok } from './call.js';
import type { Answer, Call, Route } from './call.js';

const raAction = (name: string, act: (ra: ReturnAuthorization, now: Date) => void): Route => ({
  method: 'post',
  path: `/return-authorizations/:ra/${name}`,
  answer: ({ company, params, now }) => {
    const ra = raByNumber(company, Number(params.ra));
    act(ra, now);
    return ok(raRow(ra));
  },
});

const importAnswer = ({ company, body, now }: Call): Answer => {
  const result = importRefund(company, body, now);
  const row = refundImportRow(result);
  return result.result === 'CREATED' ? created(row) : { status: 200, body: row, keep: false };
};

/** Everything that changes something. All take an Idempotency-Key. */
export const writeRoutes: readonly Route[] = [
  {
    method: 'post',
    path: '/orders',
    answer: ({ company, body, now }) =>
      created({ items: createOrders(company, body, now).map(orderRow), next_cursor: null }),
  },
  {
    method: 'post',
    path: '/return-authorizations',
    answer: ({ company, body, now }) =>
      created({ items: createReturnAuthorizations(company, body, now).map(raRow), next_cursor: null }),
  },
  raAction('transmit', transmitRa),
  raAction('cancel', cancelRa),
  raAction('close', closeRa),
  {
    method: 'post',
    path: '/return-receipts',
    answer: ({ company, body, now }) => created(receiptRow(recordReceipt(company, body, now))),
  },
  {
    method: 'post',
    path: '/return-receipts/:receipt/exported',
    answer: ({ company, params, body, now }) =>
      ok(receiptRow(markExported(company, receiptByKey(company, params.receipt ?? ''), body, now))),
  },
  { method: 'post', path: '/refund-imports', answer: importAnswer },
];
