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
import { rmaRow } from '../views/rma-row.js';
import { creditMemoRow, postedBatchRow, transactionRow } from '../views/rows.js';
import { created, ok } from './call.js';
import type { Answer, Call, Route } from './call.js';

const rmaOf = ({ tenant, params }: Call) => rmaByID(tenant, params.rmaID ?? '');

const receive = (call: Call): Answer => {
  const rma = rmaOf(call);
  const { receipt, repeated } = receiveRma(call.tenant, rma, call.body, call.now);
  if (!repeated) receipt.answer = rmaRow(rma);
  return ok(receipt.answer);
};

const credit = (call: Call): Answer => {
  const rma = rmaOf(call);
  const confirm = new Reader(call.body, invalidInput).flag('confirm', false);
  if (!confirm) return ok(previewCredit(call.tenant, rma));
  return ok(creditMemoRow(call.tenant, confirmCredit(call.state, call.tenant, rma, call.body, call.now)));
};

const post = ({ tenant, params, now }: Call): Answer => {
  const { batch, rows, repeated } = postBatch(tenant, params.batchID ?? '', now);
  if (!repeated) batch.answer = postedBatchRow(batch, rows);
  return ok(batch.answer);
};

const rmaPath = '/returns/:version/rma';
const adjustmentPath = '/accountsreceivable/:version/adjustment';

/** What the vendor has not shown in public: all of it is assumed (contracts/aims360.md §2), and can be switched off. */
export const writeRoutes: readonly Route[] = [
  {
    method: 'post',
    path: rmaPath,
    answer: ({ state, tenant, body, now }) => created(rmaRow(createRma(state, tenant, body, 'api', now))),
  },
  {
    method: 'patch',
    path: `${rmaPath}/:rmaID`,
    answer: (call) => ok(rmaRow(editRma(call.tenant, rmaOf(call), call.body, call.ifMatch, call.now))),
  },
  { method: 'post', path: `${rmaPath}/:rmaID/receive`, answer: receive },
  { method: 'post', path: `${rmaPath}/:rmaID/credit`, answer: credit },
  { method: 'post', path: `${rmaPath}/:rmaID/void`, answer: (call) => ok(rmaRow(voidRma(rmaOf(call), call.now))) },
  {
    method: 'post',
    path: adjustmentPath,
    answer: ({ state, tenant, body, now }) => created(transactionRow(enterAdjustment(state, tenant, body, now))),
  },
  {
    method: 'get',
    path: `${adjustmentPath}/:adjustmentID`,
    answer: ({ tenant, params }) => ok(transactionRow(adjustmentByID(tenant, params.adjustmentID ?? ''))),
  },
  {
    method: 'delete',
    path: `${adjustmentPath}/:adjustmentID`,
    answer: ({ tenant, params }) => {
      deleteAdjustment(tenant, params.adjustmentID ?? '');
      return { status: 204 };
    },
  },
  { method: 'post', path: '/accountsreceivable/:version/batch/:batchID/post', answer: post },
];
