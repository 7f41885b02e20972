import { partitionKeyOf, returnIdOf, type Clock } from '@backhaul/contracts';
import type { Stops } from '@backhaul/erp-kit';
import { newEventId, type Logger, type SweepDefinition, type Transactions } from '@backhaul/service-kit';
import type { AdjustmentChange, CreditChange, RmaReading } from '../aims360/port.js';
import type { RmaCommand } from '../aims360-rma/commands.js';
import { returnOfRma } from '../aims360-rma/warehouse/supplement.js';
import type { Aims360Section } from '../config.js';
import type { Clients } from '../effects/vendor-call.js';
import { stopIfForeign } from '../erp/stop-if-foreign.js';
import { rmas } from '../rmas.js';
import { pollStagedOrders } from './poll-staged-orders.js';
import { sweepOfChanges } from './sweep-of-changes.js';

interface Parts {
  readonly merchants: readonly { id: string; aims360: Aims360Section }[];
  readonly clients: Clients;
  readonly transactions: Transactions;
  readonly stops: Stops;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Sees what people and warehouses do in AIMS360: receipts, restocks, Credit › Confirm, what becomes of a credit. There are no webhooks. */
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
      sweepOfChanges<CreditChange>({
        ...common,
        name: 'aims360-credits',
        read: (since, signal) => client.openCredits(since, signal),
        observe: (change) => observeCredit(parts, merchantId, change),
      }),
      sweepOfChanges<AdjustmentChange>({
        ...common,
        name: 'aims360-adjustments',
        read: (since, signal) => client.adjustments(since, signal),
        observe: (change) => observeAdjustment(parts, merchantId, change),
      }),
      pollStagedOrders({ ...common, client, transactions: parts.transactions }),
    ];
  });
}

function observeRma(parts: Parts, merchantId: string, reading: RmaReading): Promise<boolean> {
  const { externalReturnId, supplementary } = returnOfRma(reading.externalReturnId);
  const returnId = returnIdOf(merchantId, externalReturnId);
  const kind = supplementary ? 'ObserveSupplement' : 'ObserveRma';
  if ('rma' in reading) return observe(parts, merchantId, { kind, returnId, rma: reading.rma });
  const { rmaNumber, problem } = reading;
  parts.log.warn({ merchantId, returnId, rmaNumber, problem }, 'RMA could not be read');
  return observe(parts, merchantId, { kind: 'ReportUnreadable', returnId, rmaNumber, problem, at: parts.clock.now() });
}

/** Its adjustments first: what else the balance lacks was applied to invoices. */
async function observeCredit(parts: Parts, merchantId: string, change: CreditChange): Promise<void> {
  const { credit: reading, adjustments } = change;
  if (reading.externalReturnId === null) return;
  const returnId = returnIdOf(merchantId, reading.externalReturnId);
  const seen = adjustments.map((adjustment) => ({ kind: 'ObserveAdjustment', returnId, adjustment }) as const);
  await observe(parts, merchantId, ...seen, { kind: 'ObserveCredit', returnId, reading });
}

async function observeAdjustment(parts: Parts, merchantId: string, change: AdjustmentChange): Promise<void> {
  for (const externalReturnId of change.externalReturnIds) {
    const returnId = returnIdOf(merchantId, externalReturnId);
    await observe(parts, merchantId, { kind: 'ObserveAdjustment', returnId, adjustment: change.adjustment });
  }
}

type Observation = Extract<
  RmaCommand,
  { kind: 'ObserveRma' | 'ObserveSupplement' | 'ReportUnreadable' | 'ObserveCredit' | 'ObserveAdjustment' }
>;

/**
 * Each return is a transaction of its own. False: it is not known. It is from before our time, or the vendor's own link was
 * quicker with its RMA than Loop with its word of the return.
 */
async function observe(
  { transactions, stops }: Parts,
  merchantId: string,
  ...commands: Observation[]
): Promise<boolean> {
  return transactions.run(async (tx) => {
    for (const command of commands) {
      const { returnId } = command;
      const { requested } = await rmas.load(tx, returnId);
      if (requested === null) return false;
      const partitionKey = partitionKeyOf(merchantId, requested.order.orderId);
      const filed = { merchantId, subject: returnId, partitionKey, correlationId: newEventId() };
      const causationId = `poll:${returnId}`;
      const executed = await rmas.execute(tx, returnId, command, { ...filed, causationId });
      await stopIfForeign(tx, stops, { merchantId, returnId, causationId }, executed);
    }
    return true;
  });
}
