import type { Evidence } from '../evidence/evidence.js';
import { endOf } from '../plan/shapes.js';
import type { Submitted } from '../run/submitted.js';
import type { Check } from './check.js';
import { expectCount } from './expect-count.js';

/** The worst thing that could happen: a shopper who is paid twice, or before a person has decided. */
export const oneRefund: Check = {
  promise: 'the shopper was refunded once, or not before a person decides',
  count: ({ submitted }) => submitted.length,
  violations: (evidence) => evidence.submitted.flatMap((one) => ofReturn(one, evidence)),
};

function ofReturn({ returnId, number, orderId, planned }: Submitted, { vendors }: Evidence): string[] {
  const order = vendors.orders[planned.store].find(({ id }) => id === orderId);
  const inLoop = vendors.loopReturns.find(({ id }) => id === number);
  const paid = endOf[planned.shape] === 'settled';
  return [
    ...expectCount(returnId, 'refunds in Shopify', order?.refunds.length ?? 0, paid ? 1 : 0),
    ...(paid === (inLoop?.state === 'closed') ? [] : [`${returnId}: is ${inLoop?.state ?? 'unknown'} in Loop`]),
  ];
}
