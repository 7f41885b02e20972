import type { HistoryLine, LedgerClient, ListedReturn } from '../../src/demo/ledger-client.js';

/** A return as the ledger lists it. */
export const listed = (change: Partial<ListedReturn> = {}): ListedReturn => ({
  returnId: 'northfold-1',
  merchantId: 'northfold',
  externalReturnId: '1',
  orderName: '#20418',
  status: 'settled',
  waitingFor: [],
  paidOut: { amount: 15_120, display: '151.20 USD' },
  ...change,
});

/** A line of the history, known at this second of a day. */
export const line = (second: number, text: string): HistoryLine => {
  const at = new Date(Date.UTC(2026, 10, 22, 10, 0, second)).toISOString();
  return { happenedAt: at, learnedAt: at, system: 'Loop', type: 'Fact', text, eventId: text, causeEventId: 'cause' };
};

/** A ledger that knows one return. */
export const ledgerOf = (known: ListedReturn, history: readonly HistoryLine[]): LedgerClient => ({
  returns: async () => [known],
  history: async () => [...history],
  balances: async () => [
    { account: 'refund-clearing', clearing: true, balance: { amount: 0, display: '0.00 USD' } },
    { account: 'tax', clearing: false, balance: { amount: 1120, display: '11.20 USD' } },
    { account: 'freight', clearing: false, balance: { amount: 0, display: '0.00 USD' } },
  ],
});
