import { add, money, subtract, sum, type Money } from '@backhaul/money';
import type { ImportedRefund, ShopRefund } from './refund.js';

/**
 * What the credit has to come to (contracts/rlm-and-3pl.md §6): the money, when the whole refund was taken in. The gap between
 * the money and the value of the goods, an exchange for instance, is one misc. charge; of a refund that was taken in by half
 * it is the share of what was taken.
 */
export function expectedCredit(refund: ShopRefund, refunded: Money, leftOut: ImportedRefund['leftOut']): Money {
  if (leftOut.length === 0) return refunded;
  const taken = takenValue(refund, leftOut);
  const whole = valueOf(refund.lines, refund.shipping);
  return add(taken, shareOf(subtract(refunded, whole), taken, whole));
}

/** A shop may refund one line in several ways; each one that was left out is left out once. */
function takenValue(refund: ShopRefund, leftOut: ImportedRefund['leftOut']): Money {
  const open = leftOut.map(({ orderLineId }) => orderLineId);
  // What belongs to the order's cancellation is left out before what came back.
  const inOrder = [...refund.lines].sort((left, right) => rank(left) - rank(right));
  const taken = inOrder.filter(({ orderLineId }) => {
    const index = open.indexOf(orderLineId);
    if (index >= 0) open.splice(index, 1);
    return index < 0;
  });
  return valueOf(taken, refund.shipping);
}

const rank = ({ restockType }: ShopRefund['lines'][number]): number => (restockType === 'cancel' ? 0 : 1);

function valueOf(lines: ShopRefund['lines'], shipping: Money): Money {
  const parts = lines.flatMap(({ subtotal, tax }) => [subtotal, tax]);
  return sum([shipping, ...parts], shipping.currency);
}

/** `amount` × `part` / `whole`, rounded half up to the cent; a gap below zero is the mirror of one above it. */
function shareOf(amount: Money, part: Money, whole: Money): Money {
  if (whole.amount === 0) return amount;
  const product = BigInt(amount.amount) * BigInt(part.amount) * 2n;
  const divisor = BigInt(whole.amount);
  const isBelow = product < 0n !== divisor < 0n;
  const [over, under] = [product < 0n ? -product : product, divisor < 0n ? -divisor : divisor];
  const rounded = Number((over + under) / (under * 2n));
  return money(isBelow && rounded !== 0 ? -rounded : rounded, amount.currency);
}
