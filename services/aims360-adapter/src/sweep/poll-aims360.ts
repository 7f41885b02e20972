import { partitionKeyOf, returnIdOf, type Clock } from '@backhaul/contracts';
import { newEventId, type Logger, type SweepDefinition, type Transactions } from '@backhaul/service-kit';
import type { RmaReading } from '../aims360/port.js';
import type { RmaCommand } from '../aims360-rma/commands.js';
import type { AdjustmentReading } from '../aims360-rma/offset/adjustment.js';
import { partOfReference } from '../aims360-rma/offset/purposes.js';
import type { Aims360Section } from '../config.js';
import type { Clients } from '../effects/rma-effect.js';
import { rmas } from '../rmas.js';
import { pollStagedOrders } from './poll-staged-orders.js';
import { sweepOfChanges } from './sweep-of-changes.js';

interface Parts {
  readonly merchants: readonly { id: string; aims360: Aims360Section }[];
  readonly clients: Clients;
  readonly transactions: Transactions;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Sees what people and warehouses do in AIMS360: receipts, restocks, Credit › Confirm, posted debits. There are no webhooks. */
export function pollAims360(parts: Parts): SweepDefinition[] {
  return parts.merchants.flatMap(({ id: merchantId, aims360 }) => {
    const client = parts.clients.of(merchantId);
    const common = { merchantId, everySeconds: aims360.pollSeconds, clock: parts.clock };
    return [
      sweepOfChanges<RmaReading>({
        ...common,
        name: 'aims360-rmas',
        read: (since, signal) => client.changedRmas(since, signal),
        observe: (reading) => observeRma(parts, merchantId, reading),
      }),
      sweepOfChanges<AdjustmentReading>({
        ...common,
        name: 'aims360-debits',
        read: (since, signal) => client.postedDebits(since, signal),
        observe: (debit) => observeDebit(parts, merchantId, debit),
      }),
      pollStagedOrders({ ...common, client, transactions: parts.transactions }),
    ];
  });
}

function observeRma(parts: Parts, merchantId: string, reading: RmaReading): Promise<void> {
  const returnId = returnIdOf(merchantId, reading.externalReturnId);
  if ('rma' in reading) return observe(parts, merchantId, { kind: 'ObserveRma', returnId, rma: reading.rma });
  const { rmaNumber, problem } = reading;
  parts.log.warn({ merchantId, returnId, rmaNumber, problem }, 'RMA could not be read');
  return observe(parts, merchantId, { kind: 'ReportUnreadable', returnId, rmaNumber, problem, at: parts.clock.now() });
}

async function observeDebit(parts: Parts, merchantId: string, adjustment: AdjustmentReading): Promise<void> {
  const part = adjustment.reference === null ? null : partOfReference(adjustment.reference);
  if (part === null) return;
  const returnId = returnIdOf(merchantId, part.externalReturnId);
  await observe(parts, merchantId, { kind: 'ObserveAdjustment', returnId, adjustment });
}

type Observation = Extract<RmaCommand, { kind: 'ObserveRma' | 'ReportUnreadable' | 'ObserveAdjustment' }>;

/** Each return is a transaction of its own. One that we did not authorise is of the vendor's own link, or from before our time. */
async function observe({ transactions }: Parts, merchantId: string, command: Observation): Promise<void> {
  const { returnId } = command;
  await transactions.run(async (tx) => {
    const { requested } = await rmas.load(tx, returnId);
    if (requested === null) return;
    const partitionKey = partitionKeyOf(merchantId, requested.order.orderId);
    const filed = { merchantId, subject: returnId, partitionKey, correlationId: newEventId() };
    await rmas.execute(tx, returnId, command, { ...filed, causationId: `poll:${returnId}` });
  });
}
