/** When a parked message was tried first: long after it was parked, where it had to wait behind another. */
export const parkedFirstAttempt = /* sql */ `
ALTER TABLE messaging.parked ADD COLUMN first_attempt_at timestamptz;

UPDATE messaging.parked SET first_attempt_at = parked_at WHERE attempts > 0;
`;
