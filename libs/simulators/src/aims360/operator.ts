import { enterAdjustment } from './ar/adjustment.js';
import { postBatch } from './ar/post.js';
import type { ArTransaction } from './ar/ledger.js';
import type { OperatorDebit, OperatorReceipt } from './door-types.js';
import { toWire } from './money.js';
import { known } from './refusal.js';
import type { Rma, RmaLine, RmaSize } from './rma/entities.js';
import { receiveRma } from './rma/receive.js';
import type { AimsState, Tenant } from './state.js';
import { rmaRow } from './views/rma-row.js';
import { postedBatchRow } from './views/rows.js';

const outstanding = (size: RmaSize): number => size.authorizedQuantity - size.receivedQuantity - size.missingQuantity;

const wholeReceipt = (rma: Rma): unknown[] =>
  rma.lines.map((line) => ({
    rmaLineID: line.rmaLineID,
    sizes: line.sizes
      .filter((size) => outstanding(size) > 0)
      .map((size) => ({ sizeName: size.sizeName, quantity: outstanding(size), disposition: 'Restock' })),
  }));

const withUpc = (rma: Rma, upc: string): [RmaLine, RmaSize] => {
  const pairs = rma.lines.flatMap((line) => line.sizes.map((size): [RmaLine, RmaSize] => [line, size]));
  return known(
    pairs.find(([, size]) => size.upc === upc && outstanding(size) > 0) ?? pairs.find(([, size]) => size.upc === upc),
    `UPC '${upc}' on RMA ${rma.rma}`,
  );
};

const givenUnits = (rma: Rma, units: NonNullable<OperatorReceipt['units']>): unknown[] =>
  units.map(({ upc, quantity, disposition }) => {
    const [line, size] = withUpc(rma, upc);
    return { rmaLineID: line.rmaLineID, sizes: [{ sizeName: size.sizeName, quantity, disposition }] };
  });

/** A person books the goods in at the screen: the same rules as over the API. */
export const operatorReceive = (tenant: Tenant, rma: Rma, receipt: OperatorReceipt, now: Date): Rma => {
  const lines = receipt.units === undefined ? wholeReceipt(rma) : givenUnits(rma, receipt.units);
  const receiptReference = receipt.receiptReference ?? `WH-${rma.rma}-${rma.receipts.length + 1}`;
  const body = { receiptReference, received: receipt.received ?? null, lines };
  const booked = receiveRma(tenant, rma, body, now);
  if (!booked.repeated) booked.receipt.answer = rmaRow(rma);
  return rma;
};

/** The operator's steps of contracts/aims360.md §5.3: enter the debit against the open credit, then Post Transactions. */
export const operatorPostDebit = (state: AimsState, tenant: Tenant, debit: OperatorDebit, now: Date): ArTransaction => {
  const memo = tenant.creditMemos.find((each) => each.creditMemo === debit.creditMemo);
  const { customerAccount, transactionID, currencyCode } = known(memo, `Credit memo '${debit.creditMemo}'`);
  const reason = tenant.codes.debitAdjustments.find((each) => each.code === debit.reasonCode);
  const row = enterAdjustment(
    state,
    tenant,
    {
      customerAccount,
      adjustmentType: 'Debit',
      amount: toWire(debit.amount),
      currencyCode,
      debitAdjustmentID: known(reason, `Debit reason '${debit.reasonCode}'`).id,
      reference: debit.reference,
      appliedToTransactionID: transactionID,
    },
    now,
  );
  const { batch, rows } = postBatch(tenant, row.batchID ?? '', now);
  batch.answer = postedBatchRow(batch, rows);
  return row;
};
