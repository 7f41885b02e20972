import { createOrders } from '../orders/create.js';
import { RlmRefusal } from '../refusal.js';
import type { Company } from '../state.js';
import { dateIn, numberIn } from './filter.js';
import { createdResult } from './result.js';
import { part, parts, textOf, type Element } from './xml.js';

/** All three dates are mandatory in the legacy create (contracts/rlm-and-3pl.md §2.2). */
const requiredDate = (order: Element, name: string): string => {
  const date = dateIn(order, name);
  if (date === null) throw new RlmRefusal('VALIDATION', `Invalid ${name}`);
  return date;
};

const lineOf = (item: Element) => {
  const [style, color, size, length] = ['style', 'color', 'size', 'length'].map((name) => textOf(item, name));
  return {
    ...{ style, color, size, length },
    price: textOf(item, 'price'),
    tax: textOf(item, 'taxAmount') ?? '0.00',
    quantity: numberIn(item, 'quantity') ?? 0,
  };
};

/** `SalesOrder.create` and `SalesOrderNoAccount.create`: the order document as orders of RLM, one per division. */
export const createOrder = (company: Company, order: Element, account: string | null, now: Date): string => {
  const special = Object.fromEntries(
    ['special01', 'special02', 'special03', 'special04'].map((name) => [name, textOf(order, name)]),
  );
  const created = createOrders(
    company,
    {
      account,
      store: numberIn(order, 'storeNumber'),
      customer_po: textOf(order, 'customerPO'),
      order_date: requiredDate(order, 'orderDate'),
      start_date: requiredDate(order, 'startDate'),
      cancel_date: requiredDate(order, 'cancelDate'),
      warehouse: numberIn(order, 'warehouse'),
      discount: textOf(order, 'discount'),
      shipping_amount: textOf(order, 'shippingAmount'),
      state: textOf(order, 'shipToState'),
      ...special,
      // The web order's number stands in a free field; there is no other place for it.
      external_order_id: textOf(order, 'special01'),
      misc_charges: parts(part(order, 'miscCharges'), 'miscCharge').map((charge) => ({
        code: textOf(charge, 'code'),
        amount: textOf(charge, 'amount'),
        description: textOf(charge, 'description'),
      })),
      lines: parts(part(order, 'items'), 'item').map(lineOf),
    },
    now,
  );
  return createdResult(
    created.map(({ order_number, division }) => ({
      COMPANY: company.number,
      DIVISION: division,
      ORDER_NUMBER: order_number,
    })),
  );
};
