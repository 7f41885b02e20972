/** Answers “is there an earlier unfinished call in this lane?” with one probe. */
export const createCallsUnfinishedLane = `
CREATE INDEX calls_unfinished_lane ON effects.calls (lane, seq) WHERE settled_at IS NULL`;
