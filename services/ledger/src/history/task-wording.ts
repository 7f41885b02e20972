import type { Wording } from './line.js';

/** Work for people. */
export const taskWording: Wording<'TaskOpened' | 'TaskClosed'> = {
  TaskOpened: ({ title, role }) => ({ system: 'Backhaul', text: `Task for ${role}: ${title}`, documents: [] }),
  TaskClosed: ({ how }) => ({ system: 'Backhaul', text: `Task done: ${how}`, documents: [] }),
};
