import type { Fact, FactType } from '../journal/facts.js';

/** A document that a line speaks of, as the system that wrote it prints it. */
export interface DocumentRef {
  /** RMA, RA, credit memo, refund … */
  readonly kind: string;
  readonly number: string;
}

/** What a person reads about one fact. It depends on that fact alone, so it is the same whatever came before. */
export interface Telling {
  /** The system in which it happened: Loop, Shopify, AIMS360, RLM, or Backhaul for our own decisions. */
  readonly system: string;
  readonly text: string;
  readonly documents: readonly DocumentRef[];
}

/** One line of a return's history. */
export interface HistoryLine extends Telling {
  /** Tells the line apart from every other of the return. */
  readonly key: string;
  /** Event that the line tells of; null for one that the ledger makes itself, whose id is given when it is appended. */
  readonly eventId: string | null;
  readonly type: FactType | 'ReturnSettled';
  /** Place in the flow: lines of one instant stand in this order. */
  readonly rank: number;
  /** ISO 8601 UTC */
  readonly happenedAt: string;
  /** ISO 8601 UTC */
  readonly learnedAt: string;
  /** The service that told us. */
  readonly service: string;
  readonly causeEventId: string;
}

/** A telling function for each type that a vendor's fact may have. */
export type Wording<T extends FactType> = { readonly [K in T]: (data: Extract<Fact, { type: K }>['data']) => Telling };

/** '1 unit', '2 units' */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** ' (job LoopImportReturnAuthorizations)' where the ERP did it by a job. */
export function byJob(job: string | null): string {
  return job === null ? '' : ` (job ${job})`;
}
