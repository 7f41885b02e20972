import type { Balance, LedgerClient, ListedReturn } from './ledger-client.js';
import { clockTime } from './words.js';

export interface ReportOptions {
  readonly ledger: LedgerClient;
  /** Merchants' names by id. */
  readonly names: ReadonlyMap<string, string>;
}

/** The end of the day: each return with its history and its books. */
export async function report(returns: readonly ListedReturn[], options: ReportOptions): Promise<string> {
  const parts = await Promise.all(returns.map((each) => one(each, options)));
  return parts.join('\n\n');
}

async function one(listed: ListedReturn, { ledger, names }: ReportOptions): Promise<string> {
  const { returnId, merchantId, orderName, externalReturnId, status, waitingFor, paidOut } = listed;
  const [history, balances] = await Promise.all([ledger.history(returnId), ledger.balances(returnId)]);
  const paid = paidOut === null ? 'nothing paid out' : `${paidOut.display} paid to the shopper`;
  const title = `Return ${externalReturnId ?? returnId} of order ${orderName ?? ''}, ${names.get(merchantId) ?? merchantId}`;
  return [
    `${title}: ${status}, ${paid}`,
    ...history.map((line) => `  ${clockTime(line.happenedAt)}  ${line.system.padEnd(8)}  ${line.text}`),
    ...waitingFor.map((what) => `  waits for ${what}`),
    ...books(balances),
  ].join('\n');
}

function books(balances: readonly Balance[]): string[] {
  const clearing = balances.filter((each) => each.clearing);
  const result = balances.filter((each) => !each.clearing && each.balance.amount !== 0);
  const even = clearing.every(({ balance }) => balance.amount === 0) ? 'even' : 'not even yet';
  return [`  Books (${even})`, ...[...clearing, ...result].map(bookLine)];
}

function bookLine({ account, clearing, balance }: Balance): string {
  const line = `    ${account.padEnd(23)}${balance.display.padStart(14)}`;
  return clearing ? `${line}  clearing account, must end at 0.00` : line;
}
