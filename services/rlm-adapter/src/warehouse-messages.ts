import { Aggregate } from '@backhaul/service-kit';
import { privateEvents, publishedEvents, warehouseMessage } from './warehouse-message/decide.js';

/** Runs commands on `warehouse-message` streams, one per message to a warehouse that answers later. */
export const warehouseMessages = new Aggregate({
  category: 'warehouse-message',
  decider: warehouseMessage,
  publishes: publishedEvents,
  keeps: privateEvents,
});
