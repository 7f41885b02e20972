import type { Purpose } from './offset/purposes.js';

/** What the store has decided about its returns; recorded with the return, so a later change of configuration does not alter it half-way. */
export interface RmaPolicy {
  /**
   * Who makes RMAs and credits: we; the vendor's own Loop link, which we follow; or nobody yet, before a store goes live: then
   * everything is only seen. AR adjustments have an owner of their own, `postDebit`.
   */
  readonly owner: 'us' | 'vendor-link' | 'observe-only';
  /** Receiving warehouse, by its code. */
  readonly warehouse: string;
  /** Where seconds go, by its code; null when the store has no such warehouse. */
  readonly secondsWarehouse: string | null;
  /** RMA reason, by its code. */
  readonly reason: string;
  /** Account in the ERP under which all shoppers of the shop are kept. */
  readonly customerAccount: string;
  /** Who confirms the credit: a person; we, once everything came back in good condition; or we, before any goods are in. */
  readonly confirmCredit: 'person' | 'policy' | 'early';
  /** Who posts the AR debits that offset the credit: we; a person, after we have entered them; or a person alone. */
  readonly postDebit: 'policy' | 'staged' | 'person';
  /** Reasons of those debits, by their codes. */
  readonly debitReasons: Readonly<Record<Purpose, string>>;
  /** Reason of a credit adjustment that rounds, by its code: the ERP keeps another list for credits. */
  readonly roundingCreditReason: string;
  /** Up to how much a difference is rounded away, in minor units; any other one is for a person. */
  readonly toleranceCents: number;
  /** How a handling fee is kept: it lowers the credit, or it is debited. */
  readonly fee: 'restocking-fee' | 'debit';
  /** Whether the ERP carries sales tax on the shop's orders, hence on credits (contracts/aims360.md §5.4). */
  readonly creditIncludesTax: boolean;
}
