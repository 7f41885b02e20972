import { displayMoney } from '@backhaul/money';
import type { Evidence } from '../evidence/evidence.js';
import type { Store } from '../plan/shapes.js';
import type { Check } from './check.js';

const stores: readonly Store[] = ['northfold', 'oaklinen'];

/** What the shop paid, what the ledger says was paid, and what the ERP has booked for it are one sum, to the cent. */
export const moneyAgrees: Check = {
  promise: 'Loop, Shopify, the ledger and the ERP agree on the money, to the cent',
  count: () => stores.length,
  violations: (evidence) => stores.flatMap((store) => ofStore(store, evidence)),
};

function ofStore(store: Store, evidence: Evidence): string[] {
  const paid = refunded(store, evidence);
  const others: readonly (readonly [string, number])[] = [
    ['Loop', inLoop(store, evidence)],
    ['the ledger', inLedger(store, evidence)],
    [store === 'northfold' ? 'AIMS360 (AR debits)' : 'RLM (credit invoices)', inErp(store, evidence)],
  ];
  return others
    .filter(([, amount]) => amount !== paid)
    .map(([where, amount]) => `${store}: Shopify refunded ${shown(paid)}, ${where} says ${shown(amount)}`);
}

function refunded(store: Store, { vendors }: Evidence): number {
  const transactions = vendors.orders[store].flatMap((order) => order.transactions);
  return sum(
    transactions.filter(({ kind, status }) => kind === 'REFUND' && status === 'SUCCESS').map(({ amount }) => amount),
  );
}

function inLoop(store: Store, { vendors }: Evidence): number {
  const own = vendors.loopReturns.filter(({ shop }) => shop === store);
  return sum(own.flatMap(({ refunds }) => refunds.map(({ amount }) => amount)));
}

function inLedger(store: Store, { ledger }: Evidence): number {
  return sum(
    ledger.returns.filter(({ merchantId }) => merchantId === store).map(({ paidOut }) => paidOut?.amount ?? 0),
  );
}

function inErp(store: Store, { vendors: { aims360, rlm } }: Evidence): number {
  if (store === 'oaklinen') return sum(rlm.credits.map((credit) => minor(credit['total'])));
  const debits = aims360.ar.filter((row) => row['transactionType'] === 'DebitAdjustment' && row['posted'] === true);
  return sum(debits.map((row) => minor(row['amount'])));
}

/** Both stores trade in USD. */
const minor = (amount: unknown): number => Math.round(Number(amount) * 100);
const shown = (amount: number): string => displayMoney({ amount, currency: 'USD' });
const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
