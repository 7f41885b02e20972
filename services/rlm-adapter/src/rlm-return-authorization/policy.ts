/** Where the store's returns belong in the ERP and at the warehouse; recorded with the return. */
export interface RaPolicy {
  readonly company: number;
  /** Named when an RA is asked for; RLM goes by the divisions of the items whatever it says. Null: none is named. */
  readonly division: number | null;
  /** Customer account to which web orders post. */
  readonly account: string;
  readonly store: number;
  /** Number of the warehouse that the goods go back to. */
  readonly warehouse: number;
}
