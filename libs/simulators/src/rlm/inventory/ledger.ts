import { nextNumber } from '../ids.js';
import type { Company } from '../state.js';

export type TxnType = 'SHIP' | 'REFUND_RESTOCK' | 'REFUND_SECOND' | 'ADJUST';

/** One stock movement, signed. On hand is their sum per warehouse and SKU. */
export interface StockTxn {
  id: string;
  type: TxnType;
  warehouse: number;
  sku: string;
  qty: number;
  source_doc: string;
  at: string;
}

export interface Balance {
  warehouse: number;
  sku: string;
  on_hand: number;
  updated_at: string;
  last_txn_id: string;
}

export const postTxn = (company: Company, entry: Omit<StockTxn, 'id' | 'at'>, now: Date): StockTxn => {
  const txn: StockTxn = { ...entry, id: String(nextNumber(company, 'txn')).padStart(9, '0'), at: now.toISOString() };
  company.txns.push(txn);
  const key = `${txn.warehouse}/${txn.sku}`;
  const { warehouse, sku } = txn;
  const before = company.balances[key]?.on_hand ?? 0;
  company.balances[key] = { warehouse, sku, on_hand: before + txn.qty, updated_at: txn.at, last_txn_id: txn.id };
  return txn;
};

/** Units promised to orders and not yet shipped. */
export const allocated = (company: Company, warehouse: number, sku: string): number =>
  company.orders
    .filter((order) => order.status === 'OPEN')
    .flatMap((order) => order.lines.filter((line) => line.sku === sku && line.warehouse === warehouse))
    .reduce((sum, line) => sum + line.quantity - line.shipped_qty, 0);
