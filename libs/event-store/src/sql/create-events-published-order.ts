/** The relay reads published events only; private ones must not cost it anything. */
export const createEventsPublishedOrder = `
CREATE INDEX events_published_order ON event_store.events (transaction_id, position) WHERE published`;
