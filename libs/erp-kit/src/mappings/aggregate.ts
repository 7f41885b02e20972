import { Aggregate } from '@backhaul/service-kit';
import { mapping, privateEvents } from '../mapping/decide.js';
import type { TableId } from './entries.js';

/** Runs commands on `mapping` streams, one per merchant and table. */
export const mappingTables = new Aggregate({
  category: 'mapping',
  decider: mapping,
  publishes: [],
  keeps: privateEvents,
});

/** A dot, because both names may have dashes. */
export const idOf = ({ merchantId, table }: TableId): string => `${merchantId}.${table}`;
