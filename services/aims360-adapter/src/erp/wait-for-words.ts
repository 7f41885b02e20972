import type { Mappings } from '@backhaul/erp-kit';
import type { Queryable } from '@backhaul/event-store';
import type { Executed } from '@backhaul/service-kit';
import type { Rma } from '../aims360-rma/state.js';

/** A call was refused for an item that AIMS360 does not know: it is listed, and the return goes on once it is mapped. */
export async function waitForWords(
  tx: Queryable,
  mappings: Mappings,
  { merchantId, returnId }: { merchantId: string; returnId: string },
  { events, state }: Executed<Rma>,
): Promise<void> {
  if (!events.some(({ type }) => type === 'RmaBlocked')) return;
  for (const { table: name, key } of state.blockedBy) {
    await mappings.noteUnmapped(tx, { name }, { merchantId, key, returnId });
  }
}
