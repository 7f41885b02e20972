import { jobs } from '../rlm-return-authorization/jobs.js';

/** The scheduled jobs under the names that RLM's users know (contracts/rlm-and-3pl.md §3), in the order of a return's way. */
export const jobNames = [
  jobs.importReturn,
  jobs.transmit,
  jobs.importReceipts,
  jobs.exportReceipts,
  jobs.importRefunds,
  'Shopify Import Orders',
  jobs.exportInventory,
] as const;
export type JobName = (typeof jobNames)[number];

/** As part of an id. */
export const slugOf = (job: JobName): string => job.replaceAll(' ', '');
