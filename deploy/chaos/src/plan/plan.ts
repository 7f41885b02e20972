import { createHash } from 'node:crypto';
import { planBlows, type PlannedBlow } from './blows.js';
import { planReturns, type PlannedReturn } from './returns.js';
import { planVendorFaults, type VendorFault } from './vendor-faults.js';

/** What the plan follows from. */
export interface PlanOptions {
  readonly seed: number;
  readonly returns: number;
  readonly bus: 'kafka' | 'postgres';
  /** Nothing fails: for comparison. */
  readonly calm: boolean;
}

/** What is submitted and what fails where. Anchored to progress, never to the clock, so that a seed hits the same spots again. */
export interface Plan {
  readonly returns: readonly PlannedReturn[];
  readonly vendorFaults: readonly VendorFault[];
  readonly blows: readonly PlannedBlow[];
}

/** The same options give the same plan, to the byte. */
export function makePlan({ seed, returns: count, bus, calm }: PlanOptions): Plan {
  const returns = planReturns(seed, count);
  if (calm) return { returns, vendorFaults: [], blows: [] };
  return { returns, vendorFaults: planVendorFaults(seed, returns), blows: planBlows(seed, count, bus) };
}

/** Tells two plans apart at a glance. */
export function digestOf(plan: Plan): string {
  return createHash('sha256').update(JSON.stringify(plan)).digest('hex').slice(0, 12);
}
