import { displayMoney, subtract, type Money } from '@backhaul/money';
import type { RaEvent } from './events.js';
import type { ImportedRefund } from './refund.js';
import { open } from './tasks.js';

/** RLM took nothing of the refund: its goods never left RLM's stock, so no credit can bring them back. */
export function notImported(
  returnId: string,
  refund: { refundId: string; order: string; money: Money; reason: string },
  at: Date,
): RaEvent {
  const { refundId, order, money, reason } = refund;
  return open(returnId, at, notImportedId(returnId, refundId), {
    kind: 'refund-not-imported',
    title: `RLM did not import the refund of order ${order}`,
    why: `${reason}. What RLM did not ship, it cannot take back. If the order was shipped, confirm the shipment in RLM: the job looks again and imports the refund. If it never ships from RLM, accept that no credit is made.`,
    role: 'finance',
    values: { refund: refundId, order, refunded: displayMoney(money) },
  });
}

/** RLM keeps the refund as imported, so the lines that it left out stay out for good (contracts/rlm-and-3pl.md §6.5). */
export function partLeftOut(
  returnId: string,
  refund: { refundId: string; order: string; money: Money },
  { creditNumber, total, leftOut }: ImportedRefund,
  at: Date,
): RaEvent {
  const { refundId, order, money } = refund;
  const lines = leftOut.map(({ orderLineId, reason }) => `${orderLineId} (${reason})`).join(', ');
  return open(returnId, at, notImportedId(returnId, refundId), {
    kind: 'refund-part-left-out',
    title: `${displayMoney(subtract(money, total))} of a refund of order ${order} is not credited in RLM`,
    why: 'RLM credited what it had shipped and left the other lines out for good. Accept that they are not credited, or see to them in RLM by hand and accept then.',
    role: 'finance',
    values: {
      refund: refundId,
      order,
      credit: creditNumber,
      credited: displayMoney(total),
      'left out': displayMoney(subtract(money, total)),
      lines,
    },
  });
}

/** Both kinds go by the same name: a refund is left out as a whole first, and by half once something of it was shipped. */
export const notImportedId = (returnId: string, refundId: string): string => `${returnId}:${refundId}`;

/** What a refund that RLM did not credit had somebody asked for. */
export const leftOutTasks = (returnId: string, refundId: string): string[] =>
  ['refund-not-imported', 'refund-part-left-out'].map((kind) => `${kind}:${notImportedId(returnId, refundId)}`);
