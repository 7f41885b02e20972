/** What the store has decided about receiving. */
export interface ReceivingPolicy {
  /** What becomes of a return whose only fault is second quality. */
  readonly secondQuality: 'flag' | 'process';
  /** After so many days without a final receipt, what came is taken as all that came. */
  readonly finalWithinDays: number;
  /** After so many days without any receipt a person is asked to look. */
  readonly neverArrivesDays: number;
}

/** `observe-only`: from before the store went live, or in shadow mode. What is due is looked for, and never done. */
export type RaOwner = 'us' | 'observe-only';

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
  readonly receiving: ReceivingPolicy;
  readonly owner: RaOwner;
  /** Whether the stock goes to the shop through us. */
  readonly exportsStock: boolean;
}
