import type { ReadModel } from '@backhaul/service-kit';
import type { Rma } from '../aims360-rma/state.js';
import { rmaRows } from './rma-rows.js';
import { rmaTables } from './rma-tables.js';

/** What people look at: RMAs, credits that wait to be confirmed, credits that are not used up, adjustments that wait to be posted. */
export const rmaModel: ReadModel<Rma> = {
  name: 'rmas',
  version: 1,
  schema: 'aims360',
  tables: rmaTables,
  rowsOf: rmaRows,
};
