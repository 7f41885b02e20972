import type { Queryable } from '@backhaul/event-store';
import type { SweepDefinition, Transactions } from '@backhaul/service-kit';
import type { WarehouseReceipt } from './receipt/receipt.js';
import { findReturn } from './find-return.js';
import type { WarehouseReceipts } from './warehouse-receipts.js';

const PAGE = 200;

interface Parts {
  readonly merchantId: string;
  readonly everySeconds: number;
  readonly transactions: Transactions;
  readonly receipts: WarehouseReceipts;
}

/** Receipts that came before their return, or before its RMA had a number: matched by themselves once the number is known. */
export function matchBlindReceipts({ merchantId, everySeconds, transactions, receipts }: Parts): SweepDefinition {
  return {
    name: `blind-receipts-${merchantId}`,
    everyMs: everySeconds * 1000,
    merchants: [merchantId],
    async run({ signal }) {
      for (let after = ''; !signal.aborted;) {
        const page = await transactions.run((tx) => blindOnes(tx, merchantId, after));
        for (const { receipt } of page) {
          signal.throwIfAborted();
          await transactions.run((tx) => matchOne(tx, merchantId, receipt, receipts));
        }
        after = page.at(-1)?.stream_id ?? '';
        if (page.length < PAGE) return null;
      }
      return null;
    },
  };
}

interface BlindRow {
  stream_id: string;
  receipt: WarehouseReceipt;
}

async function blindOnes(tx: Queryable, merchantId: string, after: string): Promise<BlindRow[]> {
  const { rows } = await tx.query(
    `SELECT stream_id, receipt FROM aims360.receipt WHERE merchant_id = $1 AND status = 'blind' AND stream_id > $2
     ORDER BY stream_id LIMIT ${PAGE}`,
    [merchantId, after],
  );
  return rows as BlindRow[];
}

async function matchOne(tx: Queryable, merchantId: string, receipt: WarehouseReceipt, receipts: WarehouseReceipts) {
  const returnId = await findReturn(tx, merchantId, receipt);
  if (returnId === null) return;
  const { receiptId } = receipt;
  await receipts.match(tx, { merchantId, receiptId, returnId, by: null }, `receipt:${receiptId}`);
}
