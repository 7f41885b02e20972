import { Reader } from '../../input/reader.js';
import type { Customer, OrderLine, SalesOrder } from '../masters/entities.js';
import { customerByAccount } from '../masters/lookup.js';
import { invalidInput, known } from '../refusal.js';
import type { AimsState, Tenant } from '../state.js';
import { addUnits } from './new-line.js';
import { enterOrder } from './new-order.js';
import { readOrderDiscount, readOrderHeader, readOrderLines } from './order-body.js';

const customerOf = (body: Reader, tenant: Tenant): Customer => {
  const id = body.textOrNull('customerID');
  if (id === null) return customerByAccount(tenant, body.text('customerAccount'));
  return known(
    tenant.customers.find((each) => each.customerID.toLowerCase() === id.toLowerCase() && each.isActive),
    `Customer '${id}'`,
  );
};

/** `POST order` (contracts/aims360.md §3.1). Nothing guards against a second order with the same outside id: look first. */
export const createOrder = (state: AimsState, tenant: Tenant, input: unknown, now: Date): SalesOrder => {
  const body = new Reader(input, invalidInput);
  const customer = customerOf(body, tenant);
  const header = readOrderHeader(body, tenant);
  const given = {
    thirdPartyOrderID: body.textOrNull('thirdPartyOrderID', 50),
    customerPurchaseOrder: body.textOrNull('customerPurchaseOrder', 50),
    discountPercentage: readOrderDiscount(body),
    entered: body.date('entered') ?? now.toISOString().slice(0, 10),
  };
  const units = readOrderLines(body, tenant);
  if (units.length === 0) throw body.wrong('lineItems', 'must have an entry');
  const lines: OrderLine[] = [];
  for (const each of units) addUnits(state, lines, each);
  return enterOrder(state, tenant, customer, { ...header, ...given, lines }, now);
};
