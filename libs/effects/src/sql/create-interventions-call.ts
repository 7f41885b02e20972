export const createInterventionsCall = `
CREATE INDEX interventions_call ON effects.interventions (call_key, id)`;
