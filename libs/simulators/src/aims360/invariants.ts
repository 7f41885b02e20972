import { balanceOf, openBalanceOfMemo } from './ar/ledger.js';
import type { Rma } from './rma/entities.js';
import type { Tenant } from './state.js';

type Rule = (tenant: Tenant) => string[];

const repeated = (keys: readonly string[]): string[] => {
  const seen = new Set<string>();
  return keys.filter((key) => seen.has(key) || !seen.add(key));
};

const rmaQuantities = (rma: Rma, allowBlindCredit: boolean): string[] =>
  rma.lines.flatMap((line) =>
    line.sizes.flatMap((size) => {
      const where = `RMA ${rma.rma} line ${line.lineNumber} size ${size.sizeName}`;
      const parts = size.restockedQuantity + size.secondsQuantity + size.writtenOffQuantity;
      return [
        ...(size.receivedQuantity === parts ? [] : [`${where}: received ≠ restocked + seconds + written off`]),
        ...(size.receivedQuantity + size.missingQuantity <= size.authorizedQuantity
          ? []
          : [`${where}: received + missing > authorised`]),
        ...(allowBlindCredit || size.creditedQuantity <= size.receivedQuantity
          ? []
          : [`${where}: credited > received`]),
      ];
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

const memoIsAppliedByPostedDebits: Rule = (tenant) =>
  tenant.creditMemos.flatMap((memo) => {
    const applied = tenant.transactions
      .filter((row) => row.posted && row.appliedToTransactionID === memo.transactionID)
      .reduce((sum, row) => sum + row.amount, 0);
    const open = openBalanceOfMemo(tenant, memo);
    if (open >= 0 && memo.amount === open + applied) return [];
    return [`credit memo ${memo.creditMemo}: ${memo.amount} ≠ open ${open} + applied ${applied}`];
  });

const uniqueReferences: Rule = (tenant) =>
  repeated(
    tenant.transactions
      .filter((row) => row.transactionType.endsWith('Adjustment'))
      .map((row) => `${row.customerAccount}/${row.transactionType}/${row.reference ?? ''}`),
  ).map((key) => `two adjustments with reference ${key}`);

/** Applications only move amounts between rows, so open balances and posted amounts of an account must agree. */
const openBalancesAddUp: Rule = (tenant) =>
  tenant.customers.flatMap(({ customerAccount }) => {
    const open = tenant.transactions
      .filter((row) => row.posted && row.customerAccount === customerAccount)
      .reduce((sum, row) => sum + row.openBalance, 0);
    const balance = balanceOf(tenant, customerAccount);
    return open === balance ? [] : [`account ${customerAccount}: open ${open} ≠ posted ${balance}`];
  });

const batchesOwnTheirRows: Rule = (tenant) =>
  tenant.transactions
    .filter((row) => row.batchID !== null)
    .filter((row) => {
      const batch = tenant.batches.find((each) => each.batchID === row.batchID);
      return batch === undefined || row.posted !== (batch.status === 'Closed');
    })
    .map((row) => `adjustment ${row.document} and its batch disagree`);

/** Units that receipts put into stock are the units that the RMAs count. */
const stockFollowsReceipts: Rule = (tenant) => {
  const moved = (reasons: readonly string[]): number =>
    tenant.stockMoves.filter((move) => reasons.includes(move.reason)).reduce((sum, move) => sum + move.quantity, 0);
  const counted = tenant.rmas
    .flatMap((rma) => rma.receipts.filter((receipt) => receipt.stockMoved).flatMap((receipt) => receipt.units))
    .filter((units) => units.disposition === 'Restock' || units.disposition === 'Seconds')
    .reduce((sum, units) => sum + units.quantity, 0);
  return moved(['Restock', 'Seconds']) === counted && moved(['WriteOffIn', 'WriteOffOut']) === 0
    ? []
    : [`stock moves disagree with receipts`];
};

const rules: readonly Rule[] = [
  quantities,
  oneRmaPerReturn,
  oneMemoPerRma,
  memoIsAppliedByPostedDebits,
  uniqueReferences,
  openBalancesAddUp,
  batchesOwnTheirRows,
  stockFollowsReceipts,
];

/** What is broken in a merchant's AIMS360, in words; empty when all is well (contracts/aims360.md §4, §4.2, §5, §8.2). */
export const brokenInvariants = (tenant: Tenant): string[] => rules.flatMap((rule) => rule(tenant));
