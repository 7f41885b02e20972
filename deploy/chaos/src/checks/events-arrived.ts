import { serviceNames, type ServiceName } from '@backhaul/contracts';
import type { Evidence } from '../evidence/evidence.js';
import type { Check } from './check.js';

/**
 * Of a type of which a service has dealt with one event, it has dealt with all: what a service listens to is read off what
 * it did, so that no list here can fall behind the code.
 */
export const eventsArrived: Check = {
  promise: 'every published event has arrived at every service that listens to it',
  count: (evidence) => pairs(evidence).reduce((sum, pair) => sum + pair.ids.length, 0),
  violations: (evidence) =>
    pairs(evidence).flatMap(({ from, to, type, ids }) =>
      ids
        .filter((id) => !evidence.stores[to].handled.has(id))
        .map((id) => `${to} never dealt with ${type} ${id} of ${from}`),
    ),
};

interface Pair {
  readonly from: ServiceName;
  readonly to: ServiceName;
  readonly type: string;
  readonly ids: readonly string[];
}

/** What goes from whom to whom. */
function pairs(evidence: Evidence): Pair[] {
  return serviceNames.flatMap((from) =>
    [...publishedByType(evidence, from)].flatMap(([type, ids]) =>
      serviceNames
        .filter((to) => to !== from && ids.some((id) => evidence.stores[to].handled.has(id)))
        .map((to) => ({ from, to, type, ids })),
    ),
  );
}

function publishedByType({ stores }: Evidence, service: ServiceName): Map<string, string[]> {
  const byType = new Map<string, string[]>();
  for (const { type, id, published } of stores[service].events) {
    if (!published) continue;
    const ids = byType.get(type);
    if (ids === undefined) byType.set(type, [id]);
    else ids.push(id);
  }
  return byType;
}
