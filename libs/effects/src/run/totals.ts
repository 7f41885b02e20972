/** What a runner did since it was made, for metrics. Counters only ever grow. */
export interface RunnerTotals {
  sent: number;
  confirmed: number;
  refused: number;
  /** Surely not applied and planned again. */
  postponed: number;
  /** Sends whose outcome nobody knew. */
  inDoubt: number;
  lookedUp: number;
  /** Calls for which a person was asked. */
  askedPerson: number;
  /** Answers that our own side could not process yet. */
  settleFailures: number;
}

export const noTotals = (): RunnerTotals => ({
  sent: 0,
  confirmed: 0,
  refused: 0,
  postponed: 0,
  inDoubt: 0,
  lookedUp: 0,
  askedPerson: 0,
  settleFailures: 0,
});
