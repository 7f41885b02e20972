import { Reader } from '../../input/reader.js';
import { bookOn } from '../ar/ledger.js';
import type { ArTransaction, CreditMemo } from '../ar/ledger.js';
import { requireOpenPeriod } from '../ar/period.js';
import { newGuid, newNumber } from '../ids.js';
import { itemBy } from '../items-by.js';
import { toWire } from '../money.js';
import { AimsRefusal, invalidInput } from '../refusal.js';
import type { AimsState, Tenant } from '../state.js';
import { moveStock } from '../stock/receive-moves.js';
import { receiptStatus, touch, unitsReceived } from './entities.js';
import type { Rma, RmaSize } from './entities.js';
import { requireOpen } from './find.js';

/** Credit is for what was received; only a blind credit, where allowed, is for what was authorised. */
const creditable = (rma: Rma, size: RmaSize): number =>
  unitsReceived(rma) > 0 ? size.receivedQuantity : size.authorizedQuantity;

/** Σ line net × credited quantity + tax + freight − restocking fee (contracts/aims360.md §4). Minor units. */
export const creditTotalOf = (tenant: Tenant, rma: Rma): number => {
  const merchandise = rma.lines
    .flatMap((line) => line.sizes.map((size) => line.price * creditable(rma, size)))
    .reduce((sum, amount) => sum + amount, 0);
  const tax = tenant.settings.creditIncludesTax ? rma.tax : 0;
  return merchandise + tax + rma.freight - rma.restockingFee;
};

const requireCreditable = (tenant: Tenant, rma: Rma): void => {
  requireOpen(rma, 'a credit');
  if (unitsReceived(rma) === 0 && !tenant.settings.allowBlindCredit)
    throw new AimsRefusal('InvalidState', `Nothing was received on RMA ${rma.rma}.`, rma.rmaID);
  if (tenant.settings.partialCredit === 'refuse' && receiptStatus(rma) === 'Partial')
    throw new AimsRefusal('InvalidState', `RMA ${rma.rma} has units that are still to come in.`, rma.rmaID);
  if (creditTotalOf(tenant, rma) <= 0)
    throw new AimsRefusal('InvalidState', `The credit total of RMA ${rma.rma} is not above zero.`, rma.rmaID);
};

/** Credit without Confirm: what it would come to. Changes nothing. */
export const previewCredit = (tenant: Tenant, rma: Rma): unknown => {
  requireCreditable(tenant, rma);
  return {
    rmaID: rma.rmaID,
    rma: rma.rma,
    creditTotal: toWire(creditTotalOf(tenant, rma)),
    currencyCode: rma.currencyCode,
    lines: rma.lines.flatMap((line) =>
      line.sizes.map((size) => ({
        rmaLineID: line.rmaLineID,
        sizeName: size.sizeName,
        price: toWire(line.price),
        creditedQuantity: creditable(rma, size),
        amount: toWire(line.price * creditable(rma, size)),
      })),
    ),
  };
};

/** The credit memo and its ledger row: an unapplied credit on the Shopify account, negative. */
const issue = (state: AimsState, tenant: Tenant, rma: Rma, date: string, now: Date): CreditMemo => {
  const lastModifiedOn = now.toISOString();
  const amount = creditTotalOf(tenant, rma);
  const memo: CreditMemo = {
    creditMemoID: newGuid(state, 'creditMemo'),
    creditMemo: newNumber(state, 'creditMemo'),
    rmaID: rma.rmaID,
    rma: rma.rma,
    customerAccount: rma.customerAccount,
    creditMemoDate: date,
    amount,
    currencyCode: rma.currencyCode,
    transactionID: newGuid(state, 'transaction'),
    lastModifiedOn,
  };
  tenant.creditMemos.push(memo);
  const row: ArTransaction = {
    transactionID: memo.transactionID,
    transactionType: 'CreditMemo',
    document: memo.creditMemo,
    customerAccount: rma.customerAccount,
    customerID: rma.customerID,
    transactionDate: date,
    dueDate: null,
    amount: -amount,
    openBalance: -amount,
    currencyCode: rma.currencyCode,
    reasonID: null,
    reasonCode: null,
    reference: rma.thirdPartyReturnID?.slice(0, 30) ?? null,
    notes: `RMA ${rma.rma} ${rma.customerPurchaseOrder ?? ''}`.trim(),
    appliedToTransactionID: null,
    batchID: null,
    posted: true,
    postedOn: lastModifiedOn,
    lastModifiedOn,
  };
  tenant.transactions.push(row);
  bookOn(tenant, row);
  return memo;
};

export const memoKey = (memo: CreditMemo): string => memo.creditMemoID;

/** Credit › Confirm (contracts/aims360.md §5.1). A second confirm gives the same credit memo. Throws `AimsRefusal`. */
export const confirmCredit = (state: AimsState, tenant: Tenant, rma: Rma, input: unknown, now: Date): CreditMemo => {
  const issued = itemBy(tenant.creditMemos, memoKey, rma.creditMemoID ?? '');
  if (issued !== undefined) return issued;
  const date = new Reader(input, invalidInput).date('creditMemoDate') ?? now.toISOString().slice(0, 10);
  requireCreditable(tenant, rma);
  requireOpenPeriod(tenant, date);

  const memo = issue(state, tenant, rma, date, now);
  for (const size of rma.lines.flatMap((line) => line.sizes)) size.creditedQuantity = creditable(rma, size);
  for (const receipt of rma.receipts) moveStock(tenant, rma, receipt, now);
  rma.status = 'Credit Memo Issued';
  rma.creditMemoID = memo.creditMemoID;
  rma.creditMemo = memo.creditMemo;
  rma.creditMemoDate = date;
  rma.creditTotal = memo.amount;
  touch(rma, now);
  return memo;
};
