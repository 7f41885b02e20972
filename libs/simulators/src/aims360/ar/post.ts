import { AimsRefusal } from '../refusal.js';
import type { Tenant } from '../state.js';
import { itemBy } from '../items-by.js';
import { batchIDOf, requireRoom } from './adjustment.js';
import { bookOn, transactionByID } from './ledger.js';
import type { ArBatch, ArTransaction, CreditMemo } from './ledger.js';
import { requireOpenPeriod } from './period.js';

const batchByID = (tenant: Tenant, batchID: string): ArBatch => {
  const batch = itemBy(tenant.batches, batchIDOf, batchID);
  if (batch === undefined) throw new AimsRefusal('ResourceNotFound', `Batch '${batchID}' was not found.`);
  return batch;
};

const rowsOf = (tenant: Tenant, batch: ArBatch): ArTransaction[] =>
  batch.transactionIDs.flatMap((id) => transactionByID(tenant, id) ?? []);

const targetOf = (tenant: Tenant, row: ArTransaction): ArTransaction | undefined =>
  transactionByID(tenant, row.appliedToTransactionID);

export const memoTransactionOf = (memo: CreditMemo): string => memo.transactionID;

/** All-or-nothing: several rows against one credit must fit together before the first one moves a balance. */
const requireRoomForAll = (tenant: Tenant, rows: readonly ArTransaction[]): void => {
  for (const row of rows) {
    const target = targetOf(tenant, row);
    if (target === undefined) continue;
    const together = rows.filter((each) => each.appliedToTransactionID === row.appliedToTransactionID);
    requireRoom(
      target,
      together.reduce((sum, each) => sum + each.amount, 0),
    );
  }
};

const postRow = (tenant: Tenant, row: ArTransaction, at: string): void => {
  const target = targetOf(tenant, row);
  row.posted = true;
  row.postedOn = at;
  row.lastModifiedOn = at;
  bookOn(tenant, row);
  if (target === undefined) return;
  target.openBalance += row.amount;
  target.lastModifiedOn = at;
  row.openBalance = 0;
  const memo = itemBy(tenant.creditMemos, memoTransactionOf, target.transactionID);
  if (memo !== undefined) memo.lastModifiedOn = at;
};

export interface Posted {
  readonly batch: ArBatch;
  readonly rows: readonly ArTransaction[];
  readonly repeated: boolean;
}

/** Post Transactions (contracts/aims360.md §5.3): final; a second time gives the first result. Throws `AimsRefusal`. */
export const postBatch = (tenant: Tenant, batchID: string, now: Date): Posted => {
  const batch = batchByID(tenant, batchID);
  const rows = rowsOf(tenant, batch);
  if (batch.status === 'Closed') return { batch, rows, repeated: true };
  if (batch.status === 'Voided') throw new AimsRefusal('InvalidState', `Batch '${batchID}' is voided.`, batch.batchID);
  for (const row of rows) requireOpenPeriod(tenant, row.transactionDate);
  requireRoomForAll(tenant, rows);

  for (const row of rows) postRow(tenant, row, now.toISOString());
  batch.status = 'Closed';
  return { batch, rows, repeated: false };
};
