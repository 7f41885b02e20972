import { Aggregate } from '@backhaul/service-kit';
import { rlmReturnAuthorization } from './rlm-return-authorization/decide.js';
import { privateEvents, publishedEvents } from './rlm-return-authorization/events.js';

/** Runs commands on `rlm-return-authorization` streams, one per return. */
export const returnAuthorizations = new Aggregate({
  category: 'rlm-return-authorization',
  decider: rlmReturnAuthorization,
  publishes: publishedEvents,
  keeps: privateEvents,
});
