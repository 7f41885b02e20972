import { Aggregate } from '@backhaul/service-kit';
import { privateEvents, publishedEvents, warehouseAdjustment } from './warehouse-adjustment/decide.js';

/** Runs commands on `warehouse-adjustment` streams, one per adjustment that a warehouse told. */
export const warehouseAdjustments = new Aggregate({
  category: 'warehouse-adjustment',
  decider: warehouseAdjustment,
  publishes: publishedEvents,
  keeps: privateEvents,
});
