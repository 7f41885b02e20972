/** The order in which subscribers read: by transaction, then by position inside it. */
export const createEventsGlobalOrder = `
CREATE INDEX events_global_order ON event_store.events (transaction_id, position)`;
