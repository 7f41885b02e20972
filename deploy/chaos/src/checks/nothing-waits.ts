import { serviceNames } from '@backhaul/contracts';
import type { OpenWork, StoreEvidence } from '../evidence/stores.js';
import type { Check } from './check.js';

/** No message is parked, no webhook waits, and no call is open without a person who knows of it. */
export const nothingWaits: Check = {
  promise: 'nothing is parked, no webhook and no call waits unseen',
  count: () => serviceNames.length,
  violations: ({ stores }) =>
    serviceNames.flatMap((name) => unseenWork(stores[name]).map((what) => `${name}: ${what}`)),
};

/** Work of a service that is neither over nor in the hands of a person. */
export function unseenWork({ parked, webhooks, calls }: StoreEvidence): string[] {
  const told = (kind: string, { what, why }: OpenWork): string => `${kind} ${what}${why === null ? '' : ` (${why})`}`;
  return [
    ...parked.map((work) => told('parked message', work)),
    ...webhooks.map((work) => told('webhook', work)),
    ...calls.filter(({ waits }) => waits === 'nobody').map((work) => told('call', work)),
  ];
}
