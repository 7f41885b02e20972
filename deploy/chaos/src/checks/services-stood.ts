import { serviceNames } from '@backhaul/contracts';
import type { Check } from './check.js';

/** Services end when they are killed, and never for any other reason. */
export const servicesStood: Check = {
  promise: 'no service ended by itself',
  count: () => serviceNames.length,
  violations: ({ collapses }) =>
    collapses.map(({ service, how, lastWords }) => `${service} ended by itself (${how}): ${lastWords}`),
};
