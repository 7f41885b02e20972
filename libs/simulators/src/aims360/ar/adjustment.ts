import { Reader } from '../../input/reader.js';
import { newGuid, newNumber } from '../ids.js';
import { itemBy, itemsBy } from '../items-by.js';
import { customerByAccount, enabledCode, enabledCurrency } from '../masters/lookup.js';
import { AimsRefusal, invalidInput, known } from '../refusal.js';
import type { AimsState, Tenant } from '../state.js';
import { transactionByID } from './ledger.js';
import type { ArBatch, ArTransaction } from './ledger.js';
import { requireOpenPeriod } from './period.js';

type Side = 'Debit' | 'Credit';

/**
 * What a debit is posted against is an open credit; what a credit is posted against is an open debit. Against a credit memo it
 * is the mirror of the debit (contracts/aims360.md §5.3): the memo has more to give by it.
 */
export const requireRoom = (target: ArTransaction, amount: number): void => {
  if (amount < 0 && target.transactionType === 'CreditMemo') return;
  const room = amount > 0 ? -target.openBalance : target.openBalance;
  if (Math.abs(amount) <= room) return;
  const message = `The amount exceeds the open balance of ${target.document}.`;
  throw new AimsRefusal('ExceedsOpenBalance', message, target.transactionID);
};

const targetOf = (body: Reader, tenant: Tenant, account: string, currency: string): ArTransaction | null => {
  const id = body.textOrNull('appliedToTransactionID');
  if (id === null) return null;
  const row = transactionByID(tenant, id);
  const target = known(row?.posted === true ? row : undefined, `Posted transaction '${id}'`);
  if (target.customerAccount !== account) throw invalidInput(`Transaction '${id}' is of another customer.`);
  if (target.currencyCode !== currency) throw invalidInput(`Transaction '${id}' is in ${target.currencyCode}.`);
  return target;
};

export const referenceOf = (row: ArTransaction): string | null => row.reference;

/** One reference per account and type: what keeps a repeated call from offsetting a credit twice. */
const refuseRepeatedReference = (tenant: Tenant, account: string, side: Side, reference: string): void => {
  const existing = itemsBy(tenant.transactions, referenceOf, reference).find(
    (row) =>
      row.customerAccount === account && row.transactionType === `${side}Adjustment` && row.reference === reference,
  );
  if (existing === undefined) return;
  const message = `A ${side.toLowerCase()} adjustment with reference '${reference}' already exists.`;
  throw new AimsRefusal('ResourceAlreadyExists', message, existing.transactionID);
};

export const batchIDOf = (batch: ArBatch): string => batch.batchID;

const batchOf = (body: Reader, state: AimsState, tenant: Tenant): ArBatch => {
  const id = body.textOrNull('batchID');
  if (id !== null) {
    const batch = itemBy(tenant.batches, batchIDOf, id);
    return known(batch?.status === 'Active' ? batch : undefined, `Active batch '${id}'`);
  }
  return { batchID: newGuid(state, 'batch'), status: 'Active', transactionIDs: [], answer: null };
};

/** Over the API a reference is required; at the screen a person may leave it empty. */
export const enterAdjustment = (state: AimsState, tenant: Tenant, input: unknown, now: Date): ArTransaction => {
  new Reader(input, invalidInput).text('reference', 30);
  return enterAtScreen(state, tenant, input, now);
};

/** Enters an adjustment without posting it (contracts/aims360.md §5.3): no balance moves yet. Throws `AimsRefusal`. */
export const enterAtScreen = (state: AimsState, tenant: Tenant, input: unknown, now: Date): ArTransaction => {
  const body = new Reader(input, invalidInput);
  const customer = customerByAccount(tenant, body.text('customerAccount'));
  const side = body.choice('adjustmentType', ['Debit', 'Credit']);
  const reference = body.textOrNull('reference', 30);
  if (reference !== null) refuseRepeatedReference(tenant, customer.customerAccount, side, reference);
  const currencyCode = enabledCurrency(tenant, body.textOrNull('currencyCode', 3) ?? tenant.currencyCode);
  const entered = body.amountFromNumber('amount');
  if (entered <= 0) throw body.wrong('amount', 'must be above zero');
  const amount = side === 'Debit' ? entered : -entered;
  const reason =
    side === 'Debit'
      ? enabledCode(tenant, 'debitAdjustments', body.text('debitAdjustmentID'))
      : enabledCode(tenant, 'creditAdjustments', body.text('creditAdjustmentID'));
  const transactionDate = body.date('adjustmentDate') ?? now.toISOString().slice(0, 10);
  requireOpenPeriod(tenant, transactionDate);
  const target = targetOf(body, tenant, customer.customerAccount, currencyCode);
  if (target !== null) requireRoom(target, amount);
  const notes = body.textOrNull('notes', 2_000);
  const batch = batchOf(body, state, tenant);

  const row: ArTransaction = {
    transactionID: newGuid(state, 'transaction'),
    transactionType: `${side}Adjustment`,
    document: newNumber(state, 'adjustment'),
    customerAccount: customer.customerAccount,
    customerID: customer.customerID,
    transactionDate,
    dueDate: null,
    amount,
    openBalance: amount,
    currencyCode,
    reasonID: reason.id,
    reasonCode: reason.code,
    reference,
    notes,
    appliedToTransactionID: target?.transactionID ?? null,
    batchID: batch.batchID,
    posted: false,
    postedOn: null,
    lastModifiedOn: now.toISOString(),
  };
  tenant.transactions.push(row);
  batch.transactionIDs.push(row.transactionID);
  if (batch.transactionIDs.length === 1) tenant.batches.push(batch);
  return row;
};

/** Throws 404 `ResourceNotFound`. */
export const adjustmentByID = (tenant: Tenant, id: string): ArTransaction => {
  const row = transactionByID(tenant, id);
  if (row?.transactionType.endsWith('Adjustment') !== true)
    throw new AimsRefusal('ResourceNotFound', `Adjustment '${id}' was not found.`);
  return row;
};

/** Only an unposted row can go; a batch that it leaves empty is voided. Throws `AimsRefusal`. */
export const deleteAdjustment = (tenant: Tenant, id: string): void => {
  const row = adjustmentByID(tenant, id);
  if (row.posted) throw new AimsRefusal('InvalidState', `Adjustment ${row.document} is posted.`, row.transactionID);
  tenant.transactions = tenant.transactions.filter((each) => each !== row);
  const batch = itemBy(tenant.batches, batchIDOf, row.batchID ?? '');
  if (batch === undefined) return;
  batch.transactionIDs = batch.transactionIDs.filter((each) => each !== row.transactionID);
  if (batch.transactionIDs.length === 0) batch.status = 'Voided';
};
