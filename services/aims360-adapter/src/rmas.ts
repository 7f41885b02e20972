import { Aggregate } from '@backhaul/service-kit';
import { aims360Rma } from './aims360-rma/decide.js';
import { privateEvents, publishedEvents } from './aims360-rma/events.js';

/** Runs commands on `aims360-rma` streams, one per return. */
export const rmas = new Aggregate({
  category: 'aims360-rma',
  decider: aims360Rma,
  publishes: publishedEvents,
  keeps: privateEvents,
});
