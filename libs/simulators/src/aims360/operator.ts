import { applyCredit } from './ar/apply-credit.js';
import { enterAtScreen } from './ar/adjustment.js';
import { transactionByID } from './ar/ledger.js';
import type { ArTransaction, CreditMemo } from './ar/ledger.js';
import { postBatch } from './ar/post.js';
import type { OperatorApplication, OperatorDebit, OperatorReceipt } from './door-types.js';
import { itemBy } from './items-by.js';
import type { CodeListName } from './masters/entities.js';
import { toWire } from './money.js';
import type { Row } from './odata/shape.js';
import { invoiceNumber } from './orders/find.js';
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
  if (!booked.repeated) booked.receipt.answer = rmaRow(tenant, rma);
  return rma;
};

const memoNumber = (memo: CreditMemo): string => memo.creditMemo;

const memoNamed = (tenant: Tenant, creditMemo: string): CreditMemo =>
  known(itemBy(tenant.creditMemos, memoNumber, creditMemo), `Credit memo '${creditMemo}'`);

export const codeNamed = (tenant: Tenant, list: CodeListName, code: string): string =>
  known(
    tenant.codes[list].find((each) => each.code === code),
    `Code '${code}' in ${list}`,
  ).id;

/** Post Transactions at the screen. */
export const operatorPostBatch = (tenant: Tenant, batchID: string, now: Date): Row => {
  const { batch, rows, repeated } = postBatch(tenant, batchID, now);
  const row = postedBatchRow(tenant, batch, rows);
  if (!repeated) batch.answer = row;
  return row;
};

/** The operator's steps of contracts/aims360.md §5.3: enter the debit against the open credit, then Post Transactions. */
export const operatorPostDebit = (state: AimsState, tenant: Tenant, debit: OperatorDebit, now: Date): ArTransaction => {
  const memo = debit.creditMemo === undefined ? null : memoNamed(tenant, debit.creditMemo);
  const row = enterAtScreen(
    state,
    tenant,
    {
      customerAccount: memo?.customerAccount ?? tenant.customerAccount,
      adjustmentType: 'Debit',
      amount: toWire(debit.amount),
      currencyCode: memo?.currencyCode ?? tenant.currencyCode,
      debitAdjustmentID: codeNamed(tenant, 'debitAdjustments', debit.reasonCode),
      reference: debit.reference ?? null,
      appliedToTransactionID: memo?.transactionID ?? null,
      notes: debit.notes ?? null,
    },
    now,
  );
  if (debit.post ?? true) operatorPostBatch(tenant, row.batchID ?? '', now);
  return row;
};

/** Gives the credit's row. */
export const operatorApplyCredit = (
  tenant: Tenant,
  { creditMemo, invoice, amount }: OperatorApplication,
  now: Date,
): ArTransaction => {
  const billed = known(itemBy(tenant.invoices, invoiceNumber, invoice), `Invoice '${invoice}'`);
  const credit = known(transactionByID(tenant, memoNamed(tenant, creditMemo).transactionID), 'The credit');
  applyCredit(tenant, credit, known(transactionByID(tenant, billed.transactionID), 'The invoice'), amount, now);
  return credit;
};
