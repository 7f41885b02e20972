import { doorClient, type Aims360Door } from '@backhaul/simulators';
import { ledgerClient } from '../../src/demo/ledger-client.js';
import { portsFrom } from '../../src/ports.js';
import { ACCOUNT } from './northfold.js';

/** A credit of which something is left, as the adapter's API lists it. */
interface UnappliedCredit {
  readonly document: string;
  readonly next: { readonly owner: string; readonly step: string };
}

/** What is left on Northfold's account, in AIMS360 and in our books. Money in minor units. */
export interface AccountAfterTheDay {
  readonly unapplied: readonly UnappliedCredit[];
  /** Balance of the customer account, beside that of `customer-receivable` over all returns. */
  readonly owed: { readonly aims360: number; readonly ledger: number };
  /** Posted adjustments in AIMS360, beside what our books say was given for the returns. */
  readonly offset: number;
  readonly given: number;
}

/** Reads both sides of a run that is up, as a person would. */
export async function accountAfterTheDay(firstPort: number, viewer: string): Promise<AccountAfterTheDay> {
  const ports = portsFrom(firstPort);
  const aims360 = doorClient<Aims360Door>(`http://127.0.0.1:${ports.simulator('aims360')}`);
  const ledger = ledgerClient(`http://127.0.0.1:${ports.service('ledger')}`, viewer);
  const answer = await fetch(`http://127.0.0.1:${ports.service('aims360-adapter')}/credits/unapplied`, {
    headers: { authorization: `Bearer ${viewer}` },
  });
  const { items: unapplied } = (await answer.json()) as { items: UnappliedCredit[] };
  const returns = (await ledger.returns()).filter(({ merchantId }) => merchantId === 'northfold');
  const balances = (await Promise.all(returns.map(({ returnId }) => ledger.balances(returnId)))).flat();
  const on = (...accounts: string[]): number =>
    balances.filter(({ account }) => accounts.includes(account)).reduce((sum, { balance }) => sum + balance.amount, 0);
  const customers = await aims360.customers(ACCOUNT);
  const transactions = await aims360.arTransactions(ACCOUNT);
  const debits = transactions.filter((row) => row['transactionType'] === 'DebitAdjustment' && row['posted'] === true);
  return {
    unapplied,
    owed: {
      aims360: customers.reduce((sum, row) => sum + minor(row['balance']), 0),
      ledger: on('customer-receivable'),
    },
    offset: debits.reduce((sum, row) => sum + minor(row['amount']), 0),
    given: -on('paid-out', 'exchange-issued', 'store-credit-liability'),
  };
}

const minor = (amount: unknown): number => Math.round(Number(amount) * 100);
