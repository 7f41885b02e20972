import type { Evidence } from '../evidence/evidence.js';
import { endOf, type Shape } from '../plan/shapes.js';
import type { Submitted } from '../run/submitted.js';
import type { Check } from './check.js';
import { expectCount } from './expect-count.js';

const own = ({ submitted }: Evidence): Submitted[] => submitted.filter(({ planned }) => planned.store === 'oaklinen');

/** One RA and one return order; each receipt of the warehouse once in RLM; one credit invoice when it was paid. */
export const oakLinenDocuments: Check = {
  promise: 'RLM and the 3PL hold one RA, return order, receipt and credit per return',
  count: (evidence) => own(evidence).length,
  violations: (evidence) => [...own(evidence).flatMap((one) => ofReturn(one, evidence)), ...strays(evidence)],
};

function ofReturn({ returnId, number, orderId, planned }: Submitted, { vendors }: Evidence): string[] {
  const { rlm, threePl, orders } = vendors;
  const paid = endOf[planned.shape] === 'settled' ? 1 : 0;
  const ras = rlm.ras.filter((ra) => ra['external_rma_id'] === number);
  const isOurs = (raNumber: unknown): boolean => ras.some((ra) => String(ra['ra_number']) === String(raNumber));
  const refunds = orders.oaklinen.find(({ id }) => id === orderId)?.refunds ?? [];
  const credits = rlm.credits.filter((credit) =>
    refunds.some(({ id }) => lastPart(credit['external_refund_id']) === id),
  );
  const parcels = parcelsOf(planned.shape);
  return [
    ...expectCount(returnId, 'RAs', ras.length, 1),
    ...expectCount(
      returnId,
      'return orders',
      threePl.returnOrders.filter((order) => isOurs(order.ra_number)).length,
      1,
    ),
    ...expectCount(
      returnId,
      'receipts at the 3PL',
      threePl.receipts.filter((each) => isOurs(each.ra_number)).length,
      parcels,
    ),
    ...expectCount(
      returnId,
      'receipts in RLM',
      rlm.receipts.filter((each) => isOurs(each['ra_number'])).length,
      parcels,
    ),
    ...expectCount(returnId, 'credit invoices', credits.length, paid),
  ];
}

const lastPart = (id: unknown): string => String(id).split('/').at(-1) ?? '';

function parcelsOf(shape: Shape): number {
  if (shape === 'cancelled') return 0;
  return shape === 'two-parcels' ? 2 : 1;
}

function strays(evidence: Evidence): string[] {
  const numbers = new Set(own(evidence).map(({ number }) => number));
  const refunds = new Set(evidence.vendors.orders.oaklinen.flatMap((order) => order.refunds.map(({ id }) => id)));
  const { ras, credits } = evidence.vendors.rlm;
  return [
    ...ras
      .filter((ra) => !numbers.has(String(ra['external_rma_id'])))
      .map((ra) => `RA ${String(ra['ra_number'])} belongs to no return`),
    ...credits
      .filter((credit) => !refunds.has(lastPart(credit['external_refund_id'])))
      .map((credit) => `credit invoice ${String(credit['credit_number'])} belongs to no refund`),
  ];
}
