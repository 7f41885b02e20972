import { orderSubjectOf, type Clock } from '@backhaul/contracts';
import { causeOnReturn, type SweepDefinition, type Transactions } from '@backhaul/service-kit';
import type { Aims360Port } from '../aims360/port.js';
import type { StagedOrder } from '../exchange-order/erp-order.js';
import { exchangeOrders, exchangeStreamId } from '../exchange-orders.js';
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
  const { orderId } = seen.order;
  const causationId = `poll:${exchangeOrderId}`;
  // Until a return names it, the order itself is what it is filed under.
  const about = { merchantId, returnId: returnId ?? orderSubjectOf(merchantId, orderId), orderId, causationId };
  await transactions.run((tx) => exchangeOrders.execute(tx, id, command, causeOnReturn(about)));
}
