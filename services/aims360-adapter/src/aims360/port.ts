import type { RmaDraft } from '../aims360-rma/authorize-return.js';
import type { DebitDraft } from '../aims360-rma/debit.js';
import type { RmaSnapshot } from '../aims360-rma/rma-snapshot.js';

/** A debit as entered: not posted yet, or posted. */
export interface EnteredDebit {
  readonly batchId: string;
  readonly document: string;
  readonly posted: boolean;
}

/** An RMA together with the return it was made for. */
export interface ChangedRma {
  readonly externalReturnId: string;
  readonly rma: RmaSnapshot;
}

/** Something that the ERP does not know, so that the call cannot be made before a person has mended it. */
export class NotMapped extends Error {}

/**
 * Everything that we ask of AIMS360. Its RMA, credit and AR writes are not public (contracts/aims360.md): the assumed paths
 * stay behind this port, so that they can be replaced without touching the rest.
 */
export interface Aims360Port {
  /** Null when no RMA was made for the return. */
  findRma(externalReturnId: string, signal?: AbortSignal): Promise<RmaSnapshot | null>;
  /** @throws NotMapped when an item, the order, the warehouse or the reason is not known there */
  createRma(draft: RmaDraft, signal?: AbortSignal): Promise<RmaSnapshot>;
  /** Credit › Confirm. */
  confirmCredit(rmaId: string, signal?: AbortSignal): Promise<void>;
  /** RMAs changed since then, page by page. */
  changedRmas(since: Date, signal: AbortSignal): AsyncIterable<readonly ChangedRma[]>;
  /** Null when no debit carries the reference. */
  findDebit(account: string, reference: string, signal?: AbortSignal): Promise<EnteredDebit | null>;
  /** @throws NotMapped when the credit or the reason is not known there */
  enterDebit(draft: DebitDraft, signal?: AbortSignal): Promise<EnteredDebit>;
  /** Post Transactions. Posting twice gives the first result. */
  postBatch(batchId: string, signal?: AbortSignal): Promise<void>;
}
