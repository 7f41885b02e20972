import type { Clock } from '@backhaul/contracts';
import type { SweepDefinition, Transactions } from '@backhaul/service-kit';
import type { Aims360Port } from '../aims360/port.js';
import type { StagedOrder } from '../exchange-order/erp-order.js';
import { causeOfLook, exchangeOrders, exchangeStreamId } from '../exchange-orders.js';
import { sweepOfChanges } from './sweep-of-changes.js';

interface Parts {
  readonly merchantId: string;
  readonly everySeconds: number;
  readonly client: Aims360Port;
  readonly transactions: Transactions;
  readonly clock: Clock;
}

/** Sees exchange orders arrive in the staging list, and people import them by hand. */
export function pollStagedOrders(parts: Parts): SweepDefinition {
  const { merchantId, everySeconds, client, clock } = parts;
  return sweepOfChanges<StagedOrder>({
    name: 'aims360-staged-orders',
    merchantId,
    everySeconds,
    clock,
    read: (since, signal) => client.stagedOrders(since, signal),
    observe: (staged) => observeStaged(parts, staged),
  });
}

/** Orders that are no exchange orders pass by; one that is imported is read, for what stands on it. */
async function observeStaged({ merchantId, client, transactions, clock }: Parts, staged: StagedOrder): Promise<void> {
  const { shopOrderId: exchangeOrderId } = staged;
  const id = exchangeStreamId(merchantId, exchangeOrderId);
  const known = await transactions.run((tx) => exchangeOrders.load(tx, id));
  const { seen, returnId } = known;
  if (seen === null || seen.order.native || known.imported !== null) return;
  const order = staged.status === 'imported' ? await client.findOrder(exchangeOrderId) : null;
  const at = clock.now();
  const command =
    order === null
      ? ({ kind: 'ObserveStaged', exchangeOrderId, staged, at } as const)
      : ({ kind: 'ObserveImported', exchangeOrderId, order, at } as const);
  const subject = returnId ?? `${merchantId}-order-${seen.order.orderId}`;
  const cause = causeOfLook(merchantId, subject, seen.order.orderId, `poll:${exchangeOrderId}`);
  await transactions.run((tx) => exchangeOrders.execute(tx, id, command, cause));
}
