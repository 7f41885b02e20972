import { z } from 'zod';

/** Parts of a merchant's section that every ERP has: spread them into it (`z.strictObject({ ...storeSettings, … })`). */
export const storeSettings = {
  /** `shadow`: everything is decided and nothing is sent. */
  mode: z.enum(['live', 'shadow']).default('live'),
  /** A return that was initiated before is only observed; without it every return is ours. */
  goLiveAt: z.iso
    .datetime({ offset: true, error: 'expected an instant such as 2026-03-01T00:00:00-05:00' })
    .transform((text) => new Date(text))
    .optional(),
};

/** How far a store is in its change to Backhaul. */
export interface StoreSettings {
  readonly mode: 'live' | 'shadow';
  readonly goLiveAt?: Date | undefined;
}

/** Whether a return belongs to the time before the store went live: it is then observed, and nothing is done about it. */
export function isBeforeGoLive({ goLiveAt }: StoreSettings, initiatedAt: Date): boolean {
  return goLiveAt !== undefined && initiatedAt.getTime() < goLiveAt.getTime();
}
