/** What a claim scans: the calls that are not over, oldest plan first. Finished ones, the most by far, cost it nothing. */
export const createCallsUnfinished = `
CREATE INDEX calls_unfinished ON effects.calls (seq) WHERE settled_at IS NULL`;
