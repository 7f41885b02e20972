import type { Balance, LedgerClient, ListedReturn } from '@backhaul/launcher';

/** What the ledger tells whoever asks. */
export interface LedgerEvidence {
  readonly returns: readonly ListedReturn[];
  readonly balances: ReadonlyMap<string, readonly Balance[]>;
}

/** So many questions at a time: the API is not what is under test. */
const AT_ONCE = 8;

/** Reads the list and the books of every return in it. */
export async function ledgerEvidence(ledger: LedgerClient): Promise<LedgerEvidence> {
  const returns = await ledger.returns();
  const balances = new Map<string, readonly Balance[]>();
  const ids = returns.map(({ returnId }) => returnId);
  const worker = async (): Promise<void> => {
    for (let id = ids.pop(); id !== undefined; id = ids.pop()) balances.set(id, await ledger.balances(id));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { returns, balances };
}
