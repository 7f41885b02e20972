import type { Delivery, WebhookSwitches } from './webhook-types.js';
import type { Timer } from './timers.js';

/** What the kernel itself keeps; stored next to the vendor's state. Plain JSON. */
export interface KernelState {
  clockOffsetMs: number;
  sequences: Record<string, { count: number; last: string }>;
  timers: Timer[];
  deliveries: Delivery[];
  switches: WebhookSwitches;
}

/** A fresh kernel state. */
export const emptyKernelState = (): KernelState => ({
  clockOffsetMs: 0,
  sequences: {},
  timers: [],
  deliveries: [],
  switches: { drop: 0, duplicate: 0, delay: { times: 0, ms: 0 }, reorder: 0, held: [] },
});
