import { bookOn } from './ar/ledger.js';
import type { ArTransaction } from './ar/ledger.js';
import { newGuid, newNumber } from './ids.js';
import { customerByAccount, warehouseByCode } from './masters/lookup.js';
import { known } from './refusal.js';
import { confirmCredit } from './rma/credit.js';
import type { Rma, RmaSize } from './rma/entities.js';
import { receiveRma } from './rma/receive.js';
import type { AimsState, Tenant } from './state.js';

/** A grown account: so many RMAs, of which so many have a credit that is still open. */
export interface ManyDocuments {
  rmas: number;
  openCredits: number;
  /** RMAs that nothing has come in for yet. Default 0; the rest is credited and offset. */
  openRmas?: number;
  /** Return ids count up from here. Default 90000001. */
  firstReturnId?: number;
  /** Unit price, minor units. Default: rising by a cent, so that amounts repeat only every 500. */
  price?: number;
}

const FIRST_RETURN_ID = 90_000_001;

const size = (sizeName: string, upc: string | null): RmaSize => ({
  sizeName,
  upc,
  authorizedQuantity: 1,
  receivedQuantity: 0,
  restockedQuantity: 0,
  secondsQuantity: 0,
  writtenOffQuantity: 0,
  missingQuantity: 0,
  creditedQuantity: 0,
});

const openRma = (state: AimsState, tenant: Tenant, returnId: string, price: number, at: string): Rma => {
  const customer = customerByAccount(tenant, tenant.customerAccount);
  const styleColor = known(tenant.styleColors[0], 'A style-colour');
  const { sizeName, upc } = known(styleColor.sizes[0], 'A size');
  const { styleColorID, style, color } = styleColor;
  const rmaLineID = newGuid(state, 'rmaLine');
  const rma: Rma = {
    rmaID: newGuid(state, 'rma'),
    rma: newNumber(state, 'rma'),
    status: 'Open',
    revision: 1,
    customerID: customer.customerID,
    customerAccount: customer.customerAccount,
    orderID: null,
    order: null,
    invoice: null,
    customerPurchaseOrder: `#${returnId}`,
    thirdPartyOrderID: `5${returnId}`,
    thirdPartyReturnID: returnId,
    source: 'API',
    warehouseID: warehouseByCode(tenant, 'MAIN').warehouseID,
    returnAuthorizationID: known(tenant.codes.returnAuthorizations[0], 'A reason').id,
    entered: at.slice(0, 10),
    expires: null,
    received: null,
    notes: null,
    trackingNumber: null,
    carrier: null,
    currencyCode: tenant.currencyCode,
    freight: 0,
    restockingFee: 0,
    tax: 0,
    creditMemoID: null,
    creditMemo: null,
    creditMemoDate: null,
    creditTotal: 0,
    createdOn: at,
    lastModifiedOn: at,
    createdBy: 'seed',
    lines: [
      {
        rmaLineID,
        lineNumber: 1,
        styleColorID,
        style,
        color,
        price,
        returnAuthorizationID: null,
        warehouseID: null,
        lineNote: null,
        sizes: [size(sizeName, upc)],
      },
    ],
    receipts: [],
  };
  tenant.rmas.push(rma);
  return rma;
};

const receive = (tenant: Tenant, rma: Rma, at: Date): void => {
  const lines = rma.lines.map(({ rmaLineID, sizes }) => ({
    rmaLineID,
    sizes: sizes.map(({ sizeName }) => ({ sizeName, quantity: 1, disposition: 'Restock' })),
  }));
  receiveRma(tenant, rma, { receiptReference: `WH-${rma.rma}`, lines }, at);
};

/** A posted debit of the whole credit, as if a person or we had done it. */
const offset = (state: AimsState, tenant: Tenant, rma: Rma, credit: ArTransaction, at: Date): void => {
  const reason = known(tenant.codes.debitAdjustments[0], 'A debit reason');
  const on = at.toISOString();
  const batchID = newGuid(state, 'batch');
  const row: ArTransaction = {
    ...credit,
    transactionID: newGuid(state, 'transaction'),
    transactionType: 'DebitAdjustment',
    document: newNumber(state, 'adjustment'),
    amount: -credit.amount,
    openBalance: 0,
    reasonID: reason.id,
    reasonCode: reason.code,
    reference: `LOOP-${rma.thirdPartyReturnID ?? rma.rma}-R`,
    notes: null,
    appliedToTransactionID: credit.transactionID,
    batchID,
    postedOn: on,
    lastModifiedOn: on,
  };
  tenant.transactions.push(row);
  tenant.batches.push({ batchID, status: 'Closed', transactionIDs: [row.transactionID], answer: null });
  bookOn(tenant, row);
  credit.openBalance = 0;
};

/**
 * Fills an account in one go, under the rules that every call obeys; the documents are a second apart, the newest now. Needs a
 * style-colour. Repeating it with the same ids is an error.
 */
export const seedMany = (state: AimsState, tenant: Tenant, many: ManyDocuments, now: Date): void => {
  const { rmas, openCredits, openRmas = 0, firstReturnId = FIRST_RETURN_ID } = many;
  for (let n = 0; n < rmas; n += 1) {
    const at = new Date(now.getTime() - (rmas - 1 - n) * 1_000);
    const rma = openRma(state, tenant, String(firstReturnId + n), many.price ?? 5_000 + (n % 500), at.toISOString());
    if (n >= rmas - openRmas) continue;
    receive(tenant, rma, at);
    confirmCredit(state, tenant, rma, {}, at);
    const credit = tenant.transactions.at(-1);
    if (n >= openCredits && credit !== undefined) offset(state, tenant, rma, credit, at);
  }
};
