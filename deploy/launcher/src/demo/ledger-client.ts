/** A return as the ledger's API lists it; see the API's own documentation for the rest. */
export interface ListedReturn {
  readonly returnId: string;
  readonly merchantId: string;
  readonly externalReturnId: string | null;
  readonly orderName: string | null;
  readonly status: string;
  readonly waitingFor: readonly string[];
  readonly paidOut: { amount: number; display: string } | null;
}

export interface HistoryLine {
  readonly happenedAt: string;
  readonly learnedAt: string;
  readonly system: string;
  readonly type: string;
  readonly text: string;
  readonly eventId: string | null;
  readonly causeEventId: string;
}

export interface Balance {
  readonly account: string;
  readonly clearing: boolean;
  readonly balance: { amount: number; display: string };
}

/** The ledger's query API, used as anybody would use it. */
export interface LedgerClient {
  returns(): Promise<ListedReturn[]>;
  history(returnId: string): Promise<HistoryLine[]>;
  balances(returnId: string): Promise<Balance[]>;
}

/** @param token of the role viewer */
export function ledgerClient(url: string, token: string): LedgerClient {
  const get = async <T>(path: string): Promise<T> => {
    const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    if (!response.ok) throw new Error(`GET ${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    async returns() {
      const all: ListedReturn[] = [];
      for (let cursor = ''; ;) {
        const page = await get<{ items: ListedReturn[]; next: string | null }>(`/returns?limit=200${cursor}`);
        all.push(...page.items);
        if (page.next === null) return all;
        cursor = `&cursor=${encodeURIComponent(page.next)}`;
      }
    },
    history: async (id) =>
      (await get<{ entries: HistoryLine[] }>(`/returns/${encodeURIComponent(id)}/history`)).entries,
    balances: async (id) => (await get<{ balances: Balance[] }>(`/returns/${encodeURIComponent(id)}/journal`)).balances,
  };
}
