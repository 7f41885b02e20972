import { creditOf, openBalanceOfMemo, sumOfPosted } from './ar/ledger.js';
import { batchIDOf } from './ar/adjustment.js';
import type { ArTransaction } from './ar/ledger.js';
import { itemBy, itemsBy } from './items-by.js';
import type { Rma, RmaSize } from './rma/entities.js';
import type { Tenant } from './state.js';

type Rule = (tenant: Tenant) => string[];

const repeated = (keys: readonly string[]): string[] => {
  const seen = new Set<string>();
  return keys.filter((key) => seen.has(key) || !seen.add(key));
};

const brokenSize = (size: RmaSize, allowBlindCredit: boolean): string | null => {
  const parts = size.restockedQuantity + size.secondsQuantity + size.writtenOffQuantity;
  if (size.receivedQuantity !== parts) return 'received ≠ restocked + seconds + written off';
  if (size.receivedQuantity + size.missingQuantity > size.authorizedQuantity) return 'received + missing > authorised';
  return !allowBlindCredit && size.creditedQuantity > size.receivedQuantity ? 'credited > received' : null;
};

const rmaQuantities = (rma: Rma, allowBlindCredit: boolean): string[] =>
  rma.lines.flatMap((line) =>
    line.sizes.flatMap((size) => {
      const broken = brokenSize(size, allowBlindCredit);
      return broken === null ? [] : [`RMA ${rma.rma} line ${line.lineNumber} size ${size.sizeName}: ${broken}`];
    }),
  );

const quantities: Rule = (tenant) => tenant.rmas.flatMap((rma) => rmaQuantities(rma, tenant.settings.allowBlindCredit));

const oneRmaPerReturn: Rule = (tenant) =>
  repeated(
    tenant.rmas
      .filter((rma) => rma.thirdPartyReturnID !== null)
      .map((rma) => `${rma.customerAccount}/${rma.thirdPartyReturnID ?? ''}`),
  ).map((key) => `two RMAs for return ${key}`);

const oneMemoPerRma: Rule = (tenant) => [
  ...repeated(tenant.creditMemos.map((memo) => memo.rmaID)).map((id) => `two credit memos for RMA ${id}`),
  ...tenant.rmas
    .filter((rma) => (rma.status === 'Credit Memo Issued') !== (rma.creditMemoID !== null))
    .map((rma) => `RMA ${rma.rma} is '${rma.status}' with credit memo ${rma.creditMemo ?? 'none'}`),
];

const appliedTo = (row: ArTransaction): string | null => row.appliedToTransactionID;

const memoIsUsedUpByPostings: Rule = (tenant) =>
  tenant.creditMemos.flatMap((memo) => {
    const debits = itemsBy(tenant.transactions, appliedTo, memo.transactionID)
      .filter((row) => row.posted)
      .reduce((sum, row) => sum + row.amount, 0);
    const onInvoices = itemsBy(tenant.applications, creditOf, memo.transactionID).reduce(
      (sum, application) => sum + application.amount,
      0,
    );
    const open = openBalanceOfMemo(tenant, memo);
    if (open >= 0 && memo.amount === open + debits + onInvoices) return [];
    return [`credit memo ${memo.creditMemo}: ${memo.amount} ≠ open ${open} + ${debits} + on invoices ${onInvoices}`];
  });

const uniqueReferences: Rule = (tenant) =>
  repeated(
    tenant.transactions
      .filter((row) => row.transactionType.endsWith('Adjustment') && row.reference !== null)
      .map((row) => `${row.customerAccount}/${row.transactionType}/${row.reference ?? ''}`),
  ).map((key) => `two adjustments with reference ${key}`);

/** The running balance is Σ posted amounts; applications only move amounts between rows, so open balances add up to it too. */
const balancesAddUp: Rule = (tenant) =>
  tenant.customers.flatMap(({ customerAccount, balance }) => {
    const open = tenant.transactions.reduce(
      (sum, row) => (row.posted && row.customerAccount === customerAccount ? sum + row.openBalance : sum),
      0,
    );
    const posted = sumOfPosted(tenant, customerAccount);
    return open === posted && balance === posted
      ? []
      : [`account ${customerAccount}: balance ${balance}, posted ${posted}, open ${open}`];
  });

const batchesOwnTheirRows: Rule = (tenant) =>
  tenant.transactions
    .filter(({ batchID, posted }) => {
      if (batchID === null) return false;
      const batch = itemBy(tenant.batches, batchIDOf, batchID);
      return batch === undefined || posted !== (batch.status === 'Closed');
    })
    .map((row) => `adjustment ${row.document} and its batch disagree`);

/** Units that receipts put into stock are the units that the RMAs count. */
const stockFollowsReceipts: Rule = (tenant) => {
  const moved = (reasons: readonly string[]): number =>
    tenant.stockMoves.reduce((sum, move) => (reasons.includes(move.reason) ? sum + move.quantity : sum), 0);
  const counted = tenant.rmas
    .flatMap((rma) => rma.receipts.filter((receipt) => receipt.stockMoved).flatMap((receipt) => receipt.units))
    .filter((units) => units.disposition === 'Restock' || units.disposition === 'Seconds')
    .reduce((sum, units) => sum + units.quantity, 0);
  return moved(['Restock', 'Seconds']) === counted && moved(['WriteOffIn', 'WriteOffOut']) === 0
    ? []
    : [`stock moves disagree with receipts`];
};

const rules: readonly Rule[] = [
  balancesAddUp,
  quantities,
  oneRmaPerReturn,
  oneMemoPerRma,
  memoIsUsedUpByPostings,
  uniqueReferences,
  batchesOwnTheirRows,
  stockFollowsReceipts,
];

/** What is broken in a merchant's AIMS360, in words; empty when all is well (contracts/aims360.md §4, §4.2, §5, §8.2). */
export const brokenInvariants = (tenant: Tenant): string[] => rules.flatMap((rule) => rule(tenant));

/** With so many documents only the balances are checked after each call, so that a merchant of any size stays quick. */
const MOST_CHECKED_AFTER_EACH_CALL = 2_000;

/** After each call that writes: all rules, or on a large account the sums of its ledger. */
export const brokenAfterCall = (tenant: Tenant): string[] =>
  tenant.rmas.length + tenant.transactions.length > MOST_CHECKED_AFTER_EACH_CALL
    ? balancesAddUp(tenant)
    : brokenInvariants(tenant);
