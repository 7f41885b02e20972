import { gaugesIn, sumOf } from './gauges.js';

/** What waits in a service. */
export interface Counts {
  /** Events that are not on the bus yet, and for how long the oldest of them has not been. */
  unpublished: number;
  relayLagSeconds: number;
  parked: number;
  behindParked: number;
  inDoubt: number;
  waitingForPerson: number;
  webhooksWaiting: number;
  webhooksParked: number;
}

/** Read from the same numbers that an alarm would ring on. */
export function countsIn(metrics: string): Counts {
  const gauges = gaugesIn(metrics);
  const sum = (name: string, label?: string): number => sumOf(gauges, `backhaul_${name}`, label);
  return {
    unpublished: sum('relay_lag_events'),
    relayLagSeconds: sum('relay_lag_seconds'),
    parked: sum('parked_messages', 'status="failed"'),
    behindParked: sum('parked_messages', 'status="queued"'),
    inDoubt: sum('effects_unfinished', 'status="in-doubt"'),
    waitingForPerson: sum('effects_waiting_for_person'),
    webhooksWaiting: sum('intake_items', 'status="waiting"') + sum('intake_items', 'status="retrying"'),
    webhooksParked: sum('intake_items', 'status="parked"'),
  };
}
