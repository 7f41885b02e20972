import type { Stops } from '@backhaul/erp-kit';
import type { Queryable } from '@backhaul/event-store';
import type { Executed } from '@backhaul/service-kit';
import type { LoopReturn } from '../loop-return/state.js';

/**
 * Stops our process calls for a store in which another system processes beside us: each of them could be the second refund. In the
 * transaction that found it, so that none goes out in between.
 */
export async function stopIfForeign(
  tx: Queryable,
  stops: Stops,
  about: { merchantId: string; subject: string; causationId: string },
  { events, state }: Executed<LoopReturn>,
): Promise<void> {
  if (!events.some(({ type }) => type === 'ForeignProcessingSeen')) return;
  const { merchantId, subject, causationId } = about;
  const finding = {
    id: `foreign-processing:${subject}`,
    why: `Return ${subject} was processed, not by us and by no person whom we know of: another system does it beside us, and the next return may be refunded twice.`,
    values: valuesOf(subject, state),
    task: {
      kind: 'foreign-processing',
      title: 'Somebody else processes returns: we ask Loop for nothing more at this store',
    },
  };
  await stops.stop(tx, merchantId, finding, causationId);
}

function valuesOf(subject: string, { stage, given, request }: LoopReturn): Record<string, string> {
  return {
    return: subject,
    'processed at': stage.name === 'unknown' ? '' : stage.since,
    'what was given': given?.outcomes.join(', ') ?? '',
    'asked by us': request === 'none' ? 'no' : 'yes, too late',
  };
}
