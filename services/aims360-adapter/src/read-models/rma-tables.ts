import type { ReadModel } from '@backhaul/service-kit';

const ownerOf = { owner: 'return_id' };
const returnId = { return_id: 'text COLLATE "C" NOT NULL', merchant_id: 'text NOT NULL' };
const time = 'timestamptz(3) NOT NULL';

/** One row per return. */
const rma = {
  name: 'rma',
  ...ownerOf,
  primaryKey: ['return_id'],
  columns: {
    ...returnId,
    external_return_id: 'text NOT NULL',
    order_id: 'text NOT NULL',
    order_name: 'text NOT NULL',
    rma_number: 'text',
    status: 'text NOT NULL',
    owner: 'text NOT NULL',
    currency: 'text NOT NULL',
    expected: 'bigint NOT NULL',
    units_expected: 'integer NOT NULL',
    units_received: 'integer NOT NULL',
    held: 'boolean NOT NULL',
    credit_document: 'text',
    credit_total: 'bigint',
    credit_open: 'bigint',
    tasks: 'jsonb NOT NULL',
    opened_at: time,
    changed_at: time,
  },
  indexes: {
    rma_newest: '(opened_at DESC, return_id DESC)',
    rma_of_merchant: '(merchant_id, opened_at DESC, return_id DESC)',
    rma_by_status: '(merchant_id, status, opened_at DESC, return_id DESC)',
    rma_by_number: '(merchant_id, rma_number)',
    rma_by_return: '(merchant_id, external_return_id)',
    rma_by_order: '(merchant_id, order_name)',
  },
};

/** A row while goods are in and no credit is issued. */
const awaitingCredit = {
  name: 'awaiting_credit',
  ...ownerOf,
  primaryKey: ['return_id'],
  columns: {
    ...returnId,
    rma_number: 'text NOT NULL',
    currency: 'text NOT NULL',
    worth: 'bigint NOT NULL',
    promised: 'bigint NOT NULL',
    units: 'jsonb NOT NULL',
    final: 'boolean NOT NULL',
    confirmed_by: 'text NOT NULL',
    asked: 'boolean NOT NULL',
    since: time,
  },
  indexes: {
    awaiting_oldest: '(since, return_id)',
    awaiting_of_merchant: '(merchant_id, since, return_id)',
  },
};

/** A row while something is left of the credit. */
const openCredit = {
  name: 'open_credit',
  ...ownerOf,
  primaryKey: ['return_id'],
  columns: {
    ...returnId,
    document: 'text NOT NULL',
    rma_number: 'text',
    currency: 'text NOT NULL',
    amount: 'bigint NOT NULL',
    open: 'bigint NOT NULL',
    parts: 'jsonb NOT NULL',
    next_owner: 'text NOT NULL',
    next_step: 'text NOT NULL',
    issued_at: time,
  },
  indexes: {
    open_credit_oldest: '(issued_at, return_id)',
    open_credit_of_merchant: '(merchant_id, issued_at, return_id)',
    open_credit_by_owner: '(next_owner, issued_at, return_id)',
  },
};

/** A row per adjustment that waits for a person: everything that is proven and not posted. */
const waitingDebit = {
  name: 'waiting_debit',
  ...ownerOf,
  primaryKey: ['return_id', 'purpose'],
  columns: {
    ...returnId,
    purpose: 'text NOT NULL',
    credit_document: 'text NOT NULL',
    document: 'text',
    currency: 'text NOT NULL',
    amount: 'bigint NOT NULL',
    reference: 'text NOT NULL',
    reason_code: 'text NOT NULL',
    staged: 'boolean NOT NULL',
    issued_at: time,
  },
  indexes: {
    waiting_debit_oldest: '(issued_at, return_id, purpose)',
    waiting_debit_of_merchant: '(merchant_id, issued_at, return_id, purpose)',
  },
};

/** What is read of the RMAs. */
export const rmaTables = [rma, awaitingCredit, openCredit, waitingDebit] satisfies ReadModel<unknown>['tables'];
