import type { Queryable } from '@backhaul/event-store';
import type { SweepDefinition, Transactions } from '@backhaul/service-kit';
import type { PostedReceipt } from '../warehouse-receipt/receipt.js';

const PAGE = 200;

interface Parts<R extends PostedReceipt> {
  readonly merchantId: string;
  readonly everySeconds: number;
  readonly transactions: Transactions;
  /** Schema of the adapter's table of receipts. */
  readonly schema: string;
  /** Matches it, when its numbers belong to a return by now. */
  readonly match: (tx: Queryable, receipt: R) => Promise<void>;
}

/** Receipts that came before their return, or before its document had a number: matched by themselves once it is known. */
export function matchBlindReceipts<R extends PostedReceipt>(parts: Parts<R>): SweepDefinition {
  const { merchantId, everySeconds, transactions, match } = parts;
  return {
    name: `blind-receipts-${merchantId}`,
    everyMs: everySeconds * 1000,
    merchants: [merchantId],
    async run({ signal }) {
      for (let after = ''; !signal.aborted;) {
        const page = await transactions.run((tx) => blindOnes(tx, parts, after));
        for (const { receipt } of page) {
          signal.throwIfAborted();
          await transactions.run((tx) => match(tx, receipt));
        }
        after = page.at(-1)?.stream_id ?? '';
        if (page.length < PAGE) return null;
      }
      return null;
    },
  };
}

async function blindOnes<R extends PostedReceipt>(
  tx: Queryable,
  { schema, merchantId }: Parts<R>,
  after: string,
): Promise<{ stream_id: string; receipt: R }[]> {
  const { rows } = await tx.query(
    `SELECT stream_id, receipt FROM ${schema}.receipt WHERE merchant_id = $1 AND status = 'blind' AND stream_id > $2
     ORDER BY stream_id LIMIT ${PAGE}`,
    [merchantId, after],
  );
  return rows as { stream_id: string; receipt: R }[];
}
