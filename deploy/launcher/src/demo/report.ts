import type { LedgerClient, ListedReturn } from './ledger-client.js';

/** The end of the day: each return with its history and its books. */
export async function report(ledger: LedgerClient, returns: readonly ListedReturn[]): Promise<string> {
  const parts = await Promise.all(returns.map((each) => one(ledger, each)));
  return parts.join('\n\n');
}

async function one(ledger: LedgerClient, listed: ListedReturn): Promise<string> {
  const [history, balances] = await Promise.all([ledger.history(listed.returnId), ledger.balances(listed.returnId)]);
  const title = `${listed.returnId}  ${listed.orderName ?? ''}  ${listed.status}  ${listed.paidOut?.display ?? ''} to the shopper`;
  const lines = history.map(
    (line) => `  ${new Date(line.happenedAt).toTimeString().slice(0, 8)}  ${line.system.padEnd(9)} ${line.text}`,
  );
  const clearing = balances.filter((each) => each.clearing).map((each) => `${each.account} ${each.balance.display}`);
  const cost = balances.filter((each) => !each.clearing && each.balance.amount !== 0);
  return [
    title,
    ...lines,
    `  accounts that must end at zero: ${clearing.join(' · ')}`,
    `  what the return came to: ${cost.map((each) => `${each.account} ${each.balance.display}`).join(' · ')}`,
  ].join('\n');
}
