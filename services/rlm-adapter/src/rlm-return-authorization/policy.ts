/** Where the store's returns belong in the ERP and at the warehouse; recorded with the return. */
export interface RaPolicy {
  readonly company: number;
  readonly division: number;
  /** Customer account to which web orders post. */
  readonly account: string;
  readonly store: number;
  /** Number of the warehouse that the goods go back to. */
  readonly warehouse: number;
}
