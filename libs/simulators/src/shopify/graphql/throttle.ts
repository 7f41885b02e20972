import type { SimClock } from '../../kernel/index.js';
import type { Plan, Shop } from '../state.js';

const RESTORE_PER_SECOND: Record<Plan, number> = { standard: 100, advanced: 200, plus: 1_000, enterprise: 2_000 };
/** Recorded for Standard; taken to be alike for the others. */
const SECONDS_TO_FILL = 20;

/** A shop's bucket of query cost, refilled by the clock. */
export class Throttle {
  private readonly buckets = new Map<string, { available: number; at: number }>();

  constructor(private readonly clock: SimClock) {}

  /** What a response reports. */
  status(shop: Shop) {
    const { maximum, restoreRate, available } = this.bucket(shop);
    return { maximumAvailable: maximum, currentlyAvailable: Math.floor(available), restoreRate };
  }

  canAfford(shop: Shop, cost: number): boolean {
    return this.bucket(shop).available >= cost;
  }

  charge(shop: Shop, cost: number): void {
    const { available } = this.bucket(shop);
    this.buckets.set(shop.domain, { available: available - cost, at: this.clock.now().getTime() });
  }

  /** Empties a bucket, as other traffic of the same app would. */
  drain(shop: Shop): void {
    this.buckets.set(shop.domain, { available: 0, at: this.clock.now().getTime() });
  }

  private bucket(shop: Shop) {
    const restoreRate = RESTORE_PER_SECOND[shop.plan];
    const maximum = restoreRate * SECONDS_TO_FILL;
    const last = this.buckets.get(shop.domain) ?? { available: maximum, at: 0 };
    const restored = ((this.clock.now().getTime() - last.at) / 1_000) * restoreRate;
    return { maximum, restoreRate, available: Math.min(maximum, last.available + restored) };
  }
}
