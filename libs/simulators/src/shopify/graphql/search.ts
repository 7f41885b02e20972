import { fulfillmentStatus, financialStatus } from '../orders/totals.js';
import type { Order } from '../orders/order.js';
import { returnStatusOf } from '../returns/return-status.js';
import { gateways } from '../rest/order-body.js';
import { seconds } from '../times.js';

interface Term {
  negated: boolean;
  field: string;
  comparator: string;
  value: string;
}

/** Terms of Shopify's search syntax, joined by AND: `updated_at:>='2026-11-03T14:00:00Z' financial_status:paid`. */
export function termsOf(query: string): Term[] {
  const pattern = /(-?)(\w+):(>=|<=|>|<|)('[^']*'|"[^"]*"|\S+)/g;
  return [...query.matchAll(pattern)].map(([, minus, field = '', comparator = '', value = '']) => ({
    negated: minus === '-',
    field,
    comparator,
    value: value.replace(/^(['"])(.*)\1$/, '$2'),
  }));
}

const compare = (actual: string, { comparator, value }: Term): boolean => {
  const [left, right] = [Date.parse(actual), Date.parse(value)];
  if (comparator === '>=') return left >= right;
  if (comparator === '<=') return left <= right;
  if (comparator === '>') return left > right;
  if (comparator === '<') return left < right;
  return left === right;
};
const same = (actual: string | null, { value }: Term): boolean => actual?.toLowerCase() === value.toLowerCase();

const FILTERS: Record<string, (order: Order, term: Term) => boolean> = {
  id: (order, term) => same(order.id, term),
  name: (order, term) => order.name.replace('#', '') === term.value.replace('#', ''),
  created_at: (order, term) => compare(seconds(order.createdAt), term),
  processed_at: (order, term) => compare(seconds(order.createdAt), term),
  updated_at: (order, term) => compare(seconds(order.updatedAt), term),
  tag: (order, term) => order.tags.some((tag) => same(tag, term)),
  tag_not: (order, term) => !order.tags.some((tag) => same(tag, term)),
  financial_status: (order, term) => same(financialStatus(order), term),
  fulfillment_status: (order, term) => same(fulfillmentStatus(order), term),
  return_status: (order, term) => same(returnStatusOf(order), term),
  gateway: (order, term) => gateways(order).some((gateway) => same(gateway, term)),
  source_name: (order, term) => same(order.sourceName, term),
  discount_code: (order, term) => same(order.discountCode, term),
  email: (order, term) => same(order.email, term),
  status: (order, term) =>
    same(term.value, { ...term, value: 'any' }) || same(order.closedAt ? 'closed' : 'open', term),
};

/** Whether an order is found by a query. Fields that the search does not know are ignored, as Shopify does. */
export const findsOrder = (query: string) => {
  const terms = termsOf(query);
  return (order: Order): boolean =>
    terms.every((term) => {
      const filter = FILTERS[term.field];
      return filter === undefined || filter(order, term) !== term.negated;
    });
};
