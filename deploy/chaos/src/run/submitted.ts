import type { PlannedReturn } from '../plan/returns.js';

/** A return that a shopper has submitted in Loop. */
export interface Submitted {
  readonly planned: PlannedReturn;
  /** Ours. */
  readonly returnId: string;
  /** Loop's number. */
  readonly number: string;
  /** Shopify's id of the order. */
  readonly orderId: string;
}
