import { BackhaulError } from '@backhaul/contracts';
import { Gauge } from 'prom-client';
import type { Metrics } from '../health/metrics.js';
import type { Readiness } from '../health/readiness.js';
import type { ProjectionStatus } from './status.js';

/** Tells metrics and readiness where to look. */
export function observeProjections(
  { metrics, readiness }: { metrics: Metrics; readiness: Readiness },
  list: () => Promise<readonly ProjectionStatus[]>,
): void {
  // Each reads for itself: a scrape asks all gauges at once, so one that another one fills would be a scrape late.
  const gauge = (name: string, help: string, valueOf: (last: ProjectionStatus['lastCheck']) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['projection'],
      registers: [metrics.registry],
      async collect() {
        for (const one of await list()) this.set({ projection: one.name }, valueOf(one.lastCheck));
      },
    });
  gauge(
    'backhaul_projection_self_check_passed_timestamp_seconds',
    'When the last self-check ended, if it passed; 0 otherwise.',
    (last) => (last?.passed === true ? Date.parse(last.finishedAt) / 1000 : 0),
  );
  gauge(
    'backhaul_projection_self_check_differences',
    'Streams whose rows were not what their events say, at the last self-check.',
    (last) => last?.differencesTotal ?? 0,
  );
  readiness.add({
    name: 'projections',
    check: async () => {
      const all = await list();
      if (all.some(({ state }) => state === 'building'))
        throw new BackhaulError('PROJECTION_BUILDING', 'not built yet');
      return all.map(wordOf).join('; ');
    },
  });
}

/** `returns: self-check passed 2026-11-22T06:35:49.000Z` */
function wordOf({ name, lastCheck }: ProjectionStatus): string {
  if (lastCheck === null) return `${name}: not checked yet`;
  const { passed, finishedAt, differencesTotal } = lastCheck;
  return `${name}: self-check ${passed ? 'passed' : `found ${differencesTotal} differences`} ${finishedAt}`;
}
