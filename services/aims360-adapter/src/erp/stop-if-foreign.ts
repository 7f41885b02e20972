import type { Stops } from '@backhaul/erp-kit';
import type { Queryable } from '@backhaul/event-store';
import type { Executed } from '@backhaul/service-kit';
import { foreignRmaIn } from '../aims360-rma/foreign-rma.js';
import type { Rma } from '../aims360-rma/state.js';

/**
 * Stops what we send for a store at which another system makes RMAs beside us: the next one could be credited twice. In the
 * transaction that found it, so that nothing goes out in between.
 */
export async function stopIfForeign(
  tx: Queryable,
  stops: Stops,
  { merchantId, returnId, causationId }: { merchantId: string; returnId: string; causationId: string },
  { events }: Executed<Rma>,
): Promise<void> {
  const rma = foreignRmaIn(events);
  if (rma === null) return;
  const why = `RMA ${rma} of return ${returnId} was made by the vendor's own Loop link, which is configured to be off.`;
  const finding = { id: `foreign-rma:${returnId}`, why, values: { rma, return: returnId } };
  await stops.stop(tx, merchantId, finding, causationId);
}
