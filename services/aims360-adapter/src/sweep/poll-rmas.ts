import { partitionKeyOf, returnIdOf, type Clock } from '@backhaul/contracts';
import type { SweepDefinition, Transactions } from '@backhaul/service-kit';
import type { Aims360Port, ChangedRma } from '../aims360/port.js';
import type { Aims360Section } from '../config.js';
import { rmas } from '../rmas.js';

/** Rows may move between pages while we read: what changed shortly before the last look is read again (contracts/aims360.md §1.3). */
const OVERLAP_MS = 5 * 60_000;
const FIRST_LOOK_BACK_MS = 24 * 3_600_000;

interface Parts {
  merchants: readonly { id: string; aims360: Aims360Section }[];
  clients: { of(merchantId: string): Aims360Port };
  transactions: Transactions;
  clock: Clock;
}

/** Sees what people and warehouses did in AIMS360: receipts, restocks, Credit › Confirm. Each return is a transaction of its own. */
export function pollRmas({ merchants, clients, transactions, clock }: Parts): SweepDefinition[] {
  return merchants.map(({ id: merchantId, aims360 }) => ({
    name: `aims360-rmas-${merchantId}`,
    everyMs: aims360.pollSeconds * 1000,
    merchants: [merchantId],
    async run({ watermark, signal }) {
      const from = watermark === null ? clock.now().getTime() - FIRST_LOOK_BACK_MS : Date.parse(watermark) - OVERLAP_MS;
      const started = clock.now().toISOString();
      for await (const page of clients.of(merchantId).changedRmas(new Date(from), signal)) {
        for (const changed of page) await observe(transactions, merchantId, changed);
      }
      return started;
    },
  }));
}

async function observe(
  transactions: Transactions,
  merchantId: string,
  { externalReturnId, rma }: ChangedRma,
): Promise<void> {
  const returnId = returnIdOf(merchantId, externalReturnId);
  await transactions.run(async (tx) => {
    const { requested } = await rmas.load(tx, returnId);
    // Not authorised by us: an RMA of the vendor's own link, or of a return from before our time.
    if (requested === null) return;
    const partitionKey = partitionKeyOf(merchantId, requested.order.orderId);
    const causationId = `poll:${rma.rmaNumber}:${rma.updatedAt.toISOString()}`;
    const cause = { merchantId, subject: returnId, partitionKey, correlationId: returnId, causationId };
    await rmas.execute(tx, returnId, { kind: 'ObserveRma', returnId, rma }, cause);
  });
}
