import type { LoopReturnEvent } from './events.js';
import type { LoopReturn } from './state.js';

/**
 * Where processing is ours, somebody processed a return for which we had not asked, or was faster than we: another system does
 * our work beside us, and the next refund may be made twice. A return that a person had reason to look at may have been processed by
 * hand; one that was never seen open ended before we knew of it.
 */
export function foreignProcessing({
  stage,
  seen,
  request,
  wasOpen,
  hadReason,
  foreign,
}: LoopReturn): LoopReturnEvent[] {
  if (foreign || stage.name !== 'processed' || seen?.owner !== 'backhaul') return [];
  const isOurs = request !== 'none' && request !== 'overtaken';
  if (isOurs || !wasOpen || hadReason) return [];
  return [{ type: 'ForeignProcessingSeen', data: { processedAt: stage.since }, occurredAt: new Date(stage.since) }];
}
