import { ProjectedAggregate } from '@backhaul/service-kit';
import { itemModel } from './item-model.js';
import { jobItem } from './item/decide.js';
import { privateEvents, publishedEvents } from './item/events.js';
import { runModel } from './run-model.js';
import { jobRun } from './run/decide.js';
import { privateEvents as eventsOfRuns } from './run/events.js';

/** Runs commands on `rlm-job-item` streams, one per item of a job. */
export const jobItems = new ProjectedAggregate(
  { category: 'rlm-job-item', decider: jobItem, publishes: publishedEvents, keeps: privateEvents },
  itemModel,
);

/** Runs commands on `rlm-job-run` streams, one per run, so that no two runs wait for each other. */
export const jobRuns = new ProjectedAggregate(
  { category: 'rlm-job-run', decider: jobRun, publishes: [], keeps: eventsOfRuns },
  runModel,
);
