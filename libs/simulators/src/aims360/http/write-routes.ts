import { adjustmentByID, deleteAdjustment, enterAdjustment } from '../ar/adjustment.js';
import { postBatch } from '../ar/post.js';
import { Reader } from '../../input/reader.js';
import { invalidInput } from '../refusal.js';
import { createRma } from '../rma/create.js';
import { confirmCredit, previewCredit } from '../rma/credit.js';
import { editRma } from '../rma/edit.js';
import { rmaByID } from '../rma/find.js';
import { receiveRma } from '../rma/receive.js';
import { voidRma } from '../rma/void.js';
import { credited } from '../loop-link/link.js';
import { amendOrder } from '../orders/amend.js';
import { createOrder } from '../orders/create.js';
import { orderNamed } from '../orders/find.js';
import { orderRow } from '../views/order-row.js';
import { rmaRow } from '../views/rma-row.js';
import { creditMemoRow, postedBatchRow, transactionRow } from '../views/rows.js';
import { webOrderByID } from '../web-orders/find.js';
import { importWebOrder } from '../web-orders/import.js';
import { created, ok } from './call.js';
import type { Answer, Call, Route } from './call.js';

const rmaOf = ({ tenant, params }: Call) => rmaByID(tenant, params.rmaID ?? '');

const receive = (call: Call): Answer => {
  const rma = rmaOf(call);
  const { receipt, repeated } = receiveRma(call.tenant, rma, call.body, call.now);
  if (!repeated) receipt.answer = rmaRow(call.tenant, rma);
  return ok(receipt.answer);
};

const credit = (call: Call): Answer => {
  const rma = rmaOf(call);
  const confirm = new Reader(call.body, invalidInput).flag('confirm', false);
  if (!confirm) return ok(previewCredit(call.tenant, rma));
  const before = rma.status;
  const memo = confirmCredit(call.state, call.tenant, rma, call.body, call.now);
  if (rma.status !== before) credited(call.kernel, call.tenant, rma);
  return ok(creditMemoRow(call.tenant, memo));
};

const post = ({ tenant, params, now }: Call): Answer => {
  const { batch, rows, repeated } = postBatch(tenant, params.batchID ?? '', now);
  if (!repeated) batch.answer = postedBatchRow(tenant, batch, rows);
  return ok(batch.answer);
};

const importOrder = (call: Call): Answer => {
  const webOrder = webOrderByID(call.tenant, call.params.webOrderID ?? '');
  const { order, repeated } = importWebOrder(call.state, call.tenant, webOrder, call.body, call.now);
  const row = orderRow(call.tenant, order);
  return repeated ? ok(row) : created(row);
};

const rmaPath = '/returns/:version/rma';
const adjustmentPath = '/accountsreceivable/:version/adjustment';

const returns: readonly Route[] = [
  {
    method: 'post',
    path: rmaPath,
    assumed: 'rma',
    answer: ({ state, tenant, body, username, now }) =>
      created(rmaRow(tenant, createRma(state, tenant, body, username, now))),
  },
  {
    method: 'patch',
    path: `${rmaPath}/:rmaID`,
    assumed: 'rma',
    answer: (call) => ok(rmaRow(call.tenant, editRma(call.state, call.tenant, rmaOf(call), call))),
  },
  { method: 'post', path: `${rmaPath}/:rmaID/receive`, assumed: 'receive', answer: receive },
  { method: 'post', path: `${rmaPath}/:rmaID/credit`, assumed: 'credit', answer: credit },
  {
    method: 'post',
    path: `${rmaPath}/:rmaID/void`,
    assumed: 'rma',
    answer: (call) => ok(rmaRow(call.tenant, voidRma(rmaOf(call), call.now))),
  },
];

const receivables: readonly Route[] = [
  {
    method: 'post',
    path: adjustmentPath,
    assumed: 'ar',
    answer: ({ state, tenant, body, now }) =>
      created(transactionRow(tenant, enterAdjustment(state, tenant, body, now))),
  },
  {
    method: 'get',
    path: `${adjustmentPath}/:adjustmentID`,
    assumed: 'ar',
    answer: ({ tenant, params }) => ok(transactionRow(tenant, adjustmentByID(tenant, params.adjustmentID ?? ''))),
  },
  {
    method: 'delete',
    path: `${adjustmentPath}/:adjustmentID`,
    assumed: 'ar',
    answer: ({ tenant, params }) => {
      deleteAdjustment(tenant, params.adjustmentID ?? '');
      return { status: 204 };
    },
  },
  { method: 'post', path: '/accountsreceivable/:version/batch/:batchID/post', assumed: 'ar', answer: post },
];

const orders: readonly Route[] = [
  {
    method: 'post',
    path: '/orders/:version/order',
    answer: ({ state, tenant, body, now }) => created(orderRow(tenant, createOrder(state, tenant, body, now))),
  },
  {
    method: 'patch',
    path: '/orders/:version/order/:order',
    assumed: 'orders',
    answer: (call) => {
      const order = orderNamed(call.tenant, call.params.order ?? '');
      return ok(orderRow(call.tenant, amendOrder(call.state, call.tenant, order, call)));
    },
  },
  {
    method: 'post',
    path: '/weborders/:version/weborder/:webOrderID/import',
    assumed: 'weborders',
    answer: importOrder,
  },
];

/** Apart from creating an order, none of it is shown in public: it is assumed (contracts/aims360.md §2), and can be switched off. */
export const writeRoutes: readonly Route[] = [...returns, ...receivables, ...orders];
