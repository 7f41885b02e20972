import { itemBy } from '../items-by.js';
import { AimsRefusal } from '../refusal.js';
import type { Tenant } from '../state.js';
import type { ArTransaction } from './ledger.js';
import { memoTransactionOf } from './post.js';

/**
 * A person uses an open credit on an invoice: both open balances shrink, no balance of an account moves. Without `amount`, all
 * that fits. Throws `AimsRefusal`.
 */
export const applyCredit = (
  tenant: Tenant,
  credit: ArTransaction,
  invoice: ArTransaction,
  amount: number | undefined,
  now: Date,
): void => {
  const used = amount ?? Math.min(-credit.openBalance, invoice.openBalance);
  if (credit.currencyCode !== invoice.currencyCode || credit.customerAccount !== invoice.customerAccount)
    throw new AimsRefusal('InvalidInput', `${credit.document} and ${invoice.document} differ in account or currency.`);
  if (used <= 0 || used > -credit.openBalance || used > invoice.openBalance)
    throw new AimsRefusal('ExceedsOpenBalance', `The amount exceeds what is open.`, invoice.transactionID);
  const at = now.toISOString();
  credit.openBalance += used;
  invoice.openBalance -= used;
  credit.lastModifiedOn = at;
  invoice.lastModifiedOn = at;
  const memo = itemBy(tenant.creditMemos, memoTransactionOf, credit.transactionID);
  if (memo !== undefined) memo.lastModifiedOn = at;
  tenant.applications.push({
    creditTransactionID: credit.transactionID,
    debitTransactionID: invoice.transactionID,
    amount: used,
    appliedOn: at,
  });
};
