import { displayAmount } from '../display-amount.js';
import { locationById } from '../gid.js';
import { currentQuantity, unfulfilledQuantity } from '../orders/amounts.js';
import type { Order } from '../orders/order.js';
import { refundable } from '../orders/totals.js';
import type { Shop } from '../state.js';
import type { RefundRequest, UserError } from './refund-request.js';

type Rule = (shop: Shop, order: Order, request: RefundRequest) => UserError | undefined;

/** Why `refundCreate` would refuse; the first reason counts. Texts as recorded (shopify.md §4). */
export const refusalOf: Rule = (shop, order, request) => {
  for (const rule of RULES) {
    const refusal = rule(shop, order, request);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
};

const onlyRefunds: Rule = (_shop, _order, { money }) => {
  const other = money.find(({ kind }) => kind !== 'REFUND');
  if (other === undefined) return undefined;
  return { field: null, message: `Kind ${other.kind.toLowerCase()} is not a valid transaction` };
};

const ownParents: Rule = (_shop, order, { money }) => {
  const sales = order.transactions.filter(({ kind, status }) => kind === 'SALE' && status === 'SUCCESS');
  const orphan = money.some(({ parentId }) => !sales.some(({ id }) => id === parentId));
  if (!orphan) return undefined;
  return { field: ['transactions'], message: 'Transactions require a parent_id associated with the order' };
};

const purchasedUnits: Rule = (_shop, order, { lines }) =>
  firstLine(lines, 'quantity', 'Quantity cannot refund more items than were purchased', ({ lineItemId }) => {
    const line = order.lines.find(({ id }) => id === lineItemId);
    const asked = lines.filter((one) => one.lineItemId === lineItemId).reduce((sum, one) => sum + one.quantity, 0);
    return line === undefined || asked > currentQuantity(order, line);
  });

const cancellableUnits: Rule = (_shop, order, { lines }) =>
  firstLine(lines, 'quantity', 'Quantity cannot cancel more items than are unfulfilled', (asked) => {
    const line = order.lines.find(({ id }) => id === asked.lineItemId);
    return asked.restockType === 'CANCEL' && line !== undefined && asked.quantity > unfulfilledQuantity(order, line);
  });

const noLegacy: Rule = (_shop, _order, { lines }) =>
  firstLine(lines, 'restockType', 'Restock type is invalid', ({ restockType }) => restockType === 'LEGACY_RESTOCK');

const knownLocation: Rule = (shop, _order, { lines }) =>
  firstLine(
    lines,
    'locationId',
    'Location must be specified when restocking items',
    ({ restockType, locationId }) =>
      restockType !== 'NO_RESTOCK' && (locationId === null || locationById(shop, locationId) === undefined),
  );

/** `allowOverRefunding` did not lift this in the recording. */
const moneyReceived: Rule = (shop, order, { money }) => {
  const asked = money.reduce((sum, { amount }) => sum + amount, 0);
  const net = refundable(order);
  if (asked <= net) return undefined;
  const [wanted, there] = [displayAmount(asked, shop.currency), displayAmount(net, shop.currency)];
  return { field: null, message: `Refund amount ${wanted} is greater than net payment received ${there}` };
};

const RULES = [onlyRefunds, ownParents, purchasedUnits, cancellableUnits, noLegacy, knownLocation, moneyReceived];

function firstLine(
  lines: RefundRequest['lines'],
  field: string,
  message: string,
  isWrong: (line: RefundRequest['lines'][number]) => boolean,
): UserError | undefined {
  const index = lines.findIndex(isWrong);
  return index === -1 ? undefined : { field: ['refundLineItems', String(index), field], message };
}
