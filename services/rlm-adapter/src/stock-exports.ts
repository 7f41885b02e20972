import { Aggregate } from '@backhaul/service-kit';
import { stockExport } from './stock-export/decide.js';
import { privateEvents, publishedEvents } from './stock-export/events.js';

/** Runs commands on `rlm-stock-export` streams, one per export, so that no two exports wait for each other. */
export const stockExports = new Aggregate({
  category: 'rlm-stock-export',
  decider: stockExport,
  publishes: publishedEvents,
  keeps: privateEvents,
});
