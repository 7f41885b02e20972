import type { Stops } from '@backhaul/erp-kit';
import type { Queryable } from '@backhaul/event-store';

/**
 * RLM had an RA of the return when ours was asked for, and RAs are ours to make: RLM's own job, or a person, makes them beside
 * us. The store's sends stop, in the transaction that found it, so that nothing goes out in between.
 */
export async function stopIfForeign(
  tx: Queryable,
  stops: Stops,
  {
    merchantId,
    returnId,
    ras,
    causationId,
  }: { merchantId: string; returnId: string; ras: string; causationId: string },
): Promise<void> {
  const why = `RA ${ras} of return ${returnId} was made by somebody else, such as RLM's own job LoopImportReturnAuthorizations, which is configured to be off.`;
  const finding = { id: `foreign-ra:${returnId}`, why, values: { ra: ras, return: returnId } };
  await stops.stop(tx, merchantId, finding, causationId);
}
