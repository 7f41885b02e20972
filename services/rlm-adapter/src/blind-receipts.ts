import { Aggregate } from '@backhaul/service-kit';
import { blindReceipt, privateEvents, publishedEvents } from './blind-receipt/decide.js';

/** Runs commands on `blind-receipt` streams, one per receipt of a warehouse. */
export const blindReceipts = new Aggregate({
  category: 'blind-receipt',
  decider: blindReceipt,
  publishes: publishedEvents,
  keeps: privateEvents,
});
