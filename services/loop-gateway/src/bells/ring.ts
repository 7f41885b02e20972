import type { Intake } from '@backhaul/messaging';

/** All bells share one source, so that the bells of one return are answered one after the other, wherever they come from. */
const BELL_SOURCE = 'loop';

/** How we came to know that something changed. */
export type LearnedVia = 'webhook' | 'sweep';

/** Files a bell durably. The same `dedupeKey` again is the same bell. */
export function ring(
  intake: Intake,
  bell: { via: LearnedVia; merchantId: string; lane: string; dedupeKey: string; body: Buffer },
): Promise<'accepted' | 'duplicate'> {
  const { via, dedupeKey, ...rest } = bell;
  return intake.accept({ source: BELL_SOURCE, dedupeKey: `${via}:${dedupeKey}`, headers: { via }, ...rest });
}
