import type { Evidence } from '../evidence/evidence.js';

/** One promise of the product. */
export interface Check {
  /** As the table names it. */
  readonly promise: string;
  /** How many things were looked at: a check that saw nothing has proven nothing. */
  count(evidence: Evidence): number;
  /** What does not hold, in business words; empty when it does. */
  violations(evidence: Evidence): string[];
}
