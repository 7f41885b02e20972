/** The history of a return asks for its calls. */
export const createCallsSubject = `
CREATE INDEX calls_subject ON effects.calls (subject, seq)`;
