import { Reader } from '../../input/reader.js';
import { newGuid, newNumber } from '../ids.js';
import { itemBy, itemsBy } from '../items-by.js';
import type { SalesOrder } from '../masters/entities.js';
import { activeWarehouse, customerByAccount, enabledCode, enabledCurrency } from '../masters/lookup.js';
import { AimsRefusal, invalidInput, known } from '../refusal.js';
import { orderID, orderNumber } from '../orders/find.js';
import type { AimsState, Tenant } from '../state.js';
import type { Rma } from './entities.js';
import { returnOfRma } from './find.js';
import { readLines } from './lines.js';

export const amountAtLeastZero = (body: Reader, name: string): number => {
  if (!body.has(name)) return 0;
  const amount = body.amountFromNumber(name);
  if (amount < 0) throw body.wrong(name, 'must not be negative');
  return amount;
};

/** A return id of the other system makes one RMA per customer account: our only protection against a second one. */
const refuseRepeatedReturn = (tenant: Tenant, account: string, returnId: string | null): void => {
  if (returnId === null) return;
  const existing = itemsBy(tenant.rmas, returnOfRma, returnId).find(
    (rma) => rma.customerAccount === account && rma.thirdPartyReturnID === returnId,
  );
  if (existing === undefined) return;
  const message = `RMA ${existing.rma} already exists for thirdPartyReturnID '${returnId}'.`;
  throw new AimsRefusal('ResourceAlreadyExists', message, existing.rmaID);
};

const orderOf = (body: Reader, tenant: Tenant, account: string): SalesOrder | null => {
  const number = body.textOrNull('order');
  const id = body.textOrNull('orderID');
  if (number === null && id === null) return null; // a blind return
  const order = number === null ? itemBy(tenant.orders, orderID, id ?? '') : itemBy(tenant.orders, orderNumber, number);
  const found = known(order, `Order '${number ?? id ?? ''}'`);
  if (found.customerAccount !== account) throw invalidInput(`Order '${found.order}' is of another customer.`);
  return found;
};

/** Everything is read and checked before anything is kept. Throws `AimsRefusal`. */
export const createRma = (state: AimsState, tenant: Tenant, input: unknown, by: string, now: Date): Rma => {
  const body = new Reader(input, invalidInput);
  const customer = customerByAccount(tenant, body.text('customerAccount'));
  const thirdPartyReturnID = body.textOrNull('thirdPartyReturnID', 50);
  refuseRepeatedReturn(tenant, customer.customerAccount, thirdPartyReturnID);
  const order = orderOf(body, tenant, customer.customerAccount);
  const at = now.toISOString();
  const rma: Rma = {
    rmaID: '',
    rma: '',
    status: 'Open',
    revision: 1,
    customerID: customer.customerID,
    customerAccount: customer.customerAccount,
    orderID: order?.orderID ?? null,
    order: order?.order ?? null,
    invoice: body.textOrNull('invoice') ?? order?.invoice ?? null,
    customerPurchaseOrder: body.textOrNull('customerPurchaseOrder') ?? order?.customerPurchaseOrder ?? null,
    thirdPartyOrderID: body.textOrNull('thirdPartyOrderID') ?? order?.thirdPartyOrderID ?? null,
    thirdPartyReturnID,
    source: body.choiceOrNull('source', ['Manual', 'Loop', 'API']) ?? 'API',
    warehouseID: activeWarehouse(tenant, body.text('warehouseID')).warehouseID,
    returnAuthorizationID: enabledCode(tenant, 'returnAuthorizations', body.text('returnAuthorizationID')).id,
    entered: body.date('entered') ?? at.slice(0, 10),
    expires: body.date('expires'),
    received: null,
    notes: body.textOrNull('notes', 2_000),
    trackingNumber: body.textOrNull('trackingNumber', 100),
    carrier: body.textOrNull('carrier', 100),
    currencyCode: enabledCurrency(tenant, body.textOrNull('currencyCode', 3) ?? tenant.currencyCode),
    freight: amountAtLeastZero(body, 'freight'),
    restockingFee: amountAtLeastZero(body, 'restockingFee'),
    tax: amountAtLeastZero(body, 'tax'),
    creditMemoID: null,
    creditMemo: null,
    creditMemoDate: null,
    creditTotal: 0,
    createdOn: at,
    lastModifiedOn: at,
    createdBy: by,
    lines: readLines(body, state, tenant),
    receipts: [],
  };
  // Last, so that a refused request uses up no number.
  rma.rmaID = newGuid(state, 'rma');
  rma.rma = newNumber(state, 'rma');
  tenant.rmas.push(rma);
  return rma;
};
