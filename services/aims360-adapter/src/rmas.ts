import { ProjectedAggregate } from '@backhaul/service-kit';
import { aims360Rma } from './aims360-rma/decide.js';
import { privateEvents, publishedEvents } from './aims360-rma/events.js';
import { rmaModel } from './read-models/rma-model.js';

/** Runs commands on `aims360-rma` streams, one per return. */
export const rmas = new ProjectedAggregate(
  { category: 'aims360-rma', decider: aims360Rma, publishes: publishedEvents, keeps: privateEvents },
  rmaModel,
);
