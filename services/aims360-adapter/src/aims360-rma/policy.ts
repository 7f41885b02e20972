/** What the store has decided about its returns; recorded with the return, so a later change of configuration does not alter it half-way. */
export interface RmaPolicy {
  /** Receiving warehouse, by its code. */
  readonly warehouse: string;
  /** RMA reason, by its code. */
  readonly reason: string;
  /** Account in the ERP under which all shoppers of the shop are kept. */
  readonly customerAccount: string;
  /** Who confirms the credit: a person in the ERP, or we, once everything came back in good condition. */
  readonly confirmCredit: 'person' | 'policy';
  /** Who posts the AR debit that offsets the credit. */
  readonly postDebit: 'person' | 'policy';
  /** Reason of that debit, by its code. */
  readonly debitReason: string;
  /** Whether the ERP carries sales tax on the shop's orders, hence on credits (contracts/aims360.md §5.4). */
  readonly creditIncludesTax: boolean;
}
