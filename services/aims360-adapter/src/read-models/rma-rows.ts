import { isZero } from '@backhaul/money';
import type { Row, Rows, StreamEvent } from '@backhaul/service-kit';
import { worthOfUnits } from '../aims360-rma/contents.js';
import { draftOf } from '../aims360-rma/offset/drafts.js';
import { isPosted, settle } from '../aims360-rma/offset/settlement.js';
import { creditable } from '../aims360-rma/request-credit.js';
import type { Requested, Rma } from '../aims360-rma/state.js';
import { openBalance } from './credit-balance.js';
import { creditParts } from './credit-parts.js';
import { nextStepOf } from './next-step.js';
import { statusOf } from './rma-status.js';

interface Stream {
  readonly id: string;
  readonly first: StreamEvent;
  readonly last: StreamEvent;
}

/** The rows of one return; none while nobody asked for its RMA. */
export function rmaRows(state: Rma, stream: Stream): Rows {
  const { requested } = state;
  if (requested === null) return {};
  return {
    rma: [rmaRow(requested, state, stream)],
    awaiting_credit: awaitingCredit(requested, state, stream),
    open_credit: openCredit(state, stream),
    waiting_debit: waitingDebits(requested, state, stream),
  };
}

function rmaRow(requested: Requested, state: Rma, { id, first, last }: Stream): Row {
  const { credit } = state;
  const { order, units, expectedCredit, policy } = requested;
  return {
    return_id: id,
    merchant_id: first.merchantId,
    external_return_id: requested.externalReturnId,
    order_id: order.orderId,
    order_name: order.orderName,
    rma_number: state.rmaNumber,
    status: statusOf(state),
    owner: policy.owner,
    currency: expectedCredit.currency,
    expected: expectedCredit.amount,
    units_expected: units.filter(({ outcome }) => outcome === 'return').length,
    units_received: state.receivedUnits.size,
    held: state.held,
    credit_document: credit?.documentNumber ?? null,
    credit_total: credit?.total.amount ?? null,
    credit_open: openBalance(state)?.amount ?? null,
    tasks: Object.keys(state.tasks),
    opened_at: first.occurredAt.toISOString(),
    changed_at: last.occurredAt.toISOString(),
  };
}

function awaitingCredit(requested: Requested, state: Rma, { id, first, last }: Stream): Row[] {
  const { rmaNumber, credit, receivedUnits, final, creditRequested } = state;
  const isOver = credit !== null || state.voided || state.ended !== null;
  if (rmaNumber === null || isOver || receivedUnits.size === 0) return [];
  const { expectedCredit, units, policy } = requested;
  const worth = worthOfUnits(creditable(state), requested);
  const shown = units.map(({ unitId, sku, outcome }) => ({ unitId, sku, in: receivedUnits.has(unitId), outcome }));
  return [
    {
      return_id: id,
      merchant_id: first.merchantId,
      rma_number: rmaNumber,
      currency: expectedCredit.currency,
      worth: worth.amount,
      promised: expectedCredit.amount,
      units: shown,
      final,
      confirmed_by: policy.confirmCredit,
      asked: creditRequested && !state.creditRefused,
      since: last.occurredAt.toISOString(),
    },
  ];
}

function openCredit(state: Rma, { id, first }: Stream): Row[] {
  const { credit } = state;
  const open = openBalance(state);
  if (credit === null || open === null || isZero(open)) return [];
  const { owner, text } = nextStepOf(state);
  return [
    {
      return_id: id,
      merchant_id: first.merchantId,
      document: credit.documentNumber,
      rma_number: state.rmaNumber,
      currency: open.currency,
      amount: credit.total.amount,
      open: open.amount,
      parts: creditParts(state),
      next_owner: owner,
      next_step: text,
      issued_at: credit.issuedAt,
    },
  ];
}

/** What is proven and waits for a person to have it posted. */
function waitingDebits(requested: Requested, state: Rma, { id, first }: Stream): Row[] {
  const { credit, offset } = state;
  const { policy } = requested;
  const settlement = settle(state);
  if (credit === null || settlement.name !== 'balanced' || policy.postDebit === 'policy' || offset.released) return [];
  return settlement.parts
    .filter((part) => !isPosted(part, settlement.paired))
    .map((part) => {
      const { reference, reason, creditDocument } = draftOf(id, requested, credit.documentNumber, part);
      const entered = offset.entered[part.purpose];
      return {
        return_id: id,
        merchant_id: first.merchantId,
        purpose: part.purpose,
        credit_document: creditDocument,
        document: entered?.name === 'staged' ? entered.document : null,
        currency: part.amount.currency,
        amount: part.amount.amount,
        reference,
        reason_code: reason,
        staged: entered?.name === 'staged',
        issued_at: credit.issuedAt,
      };
    });
}
