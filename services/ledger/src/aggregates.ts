import { Aggregate } from '@backhaul/service-kit';
import { journal } from './journal/decide.js';
import * as journalEvents from './journal/events.js';
import { worklist } from './worklist/decide.js';
import * as worklistEvents from './worklist/events.js';

/** One stream per return: `journal-<return id>`. */
export const journals = new Aggregate({
  category: 'journal',
  decider: journal,
  publishes: journalEvents.publishedTypes,
  keeps: journalEvents.privateEvents,
});

/** One stream per task of whatever service: `task-<task id>`. */
export const tasks = new Aggregate({
  category: 'task',
  decider: worklist,
  publishes: [],
  keeps: worklistEvents.privateEvents,
});
