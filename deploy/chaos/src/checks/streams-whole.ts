import { serviceNames } from '@backhaul/contracts';
import type { StoredEvent } from '../evidence/stores.js';
import type { Check } from './check.js';

/** The versions of a stream run from 1 without a gap, and no fact is written twice, in whichever service. */
export const streamsWhole: Check = {
  promise: 'event streams have no gap, and no event exists twice',
  count: ({ stores }) => serviceNames.reduce((sum, name) => sum + stores[name].events.length, 0),
  violations({ stores }) {
    const ids = serviceNames.flatMap((name) => stores[name].events.map(({ id }) => id));
    return [...serviceNames.flatMap((name) => gaps(name, stores[name].events)), ...repeated(ids)];
  },
};

/** Events come by stream and version. */
function gaps(service: string, events: readonly StoredEvent[]): string[] {
  return events.flatMap(({ stream, version }, index) => {
    const before = events[index - 1];
    const expected = before?.stream === stream ? before.version + 1 : 1;
    return version === expected
      ? []
      : [`${service}: ${stream} goes on with version ${version}, ${expected} is missing`];
  });
}

function repeated(ids: readonly string[]): string[] {
  const seen = new Set<string>();
  return ids.filter((id) => seen.has(id) || !seen.add(id)).map((id) => `event ${id} exists twice`);
}
