/** The vendor's own link from AIMS360 to Loop, as an operator switches it on (contracts/aims360.md §4.1). */
export interface LoopLinkSettings {
  /** Where Loop's API is, without a slash at the end. */
  loopUrl: string;
  apiKey: string;
  /** A return created in Loop makes an RMA. */
  createsRmas: boolean;
  /** Credit › Confirm makes Loop process the return. */
  processesOnCredit: boolean;
  /** Codes of the one default warehouse and the one default reason of the store. Default MAIN and OTHER. */
  warehouse?: string;
  reason?: string;
}

export interface LoopLink extends Required<LoopLinkSettings> {
  /** What the link did, oldest first. */
  log: { at: string; returnId: string; did: string }[];
}
