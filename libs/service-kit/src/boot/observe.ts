import type { ServiceName } from '@backhaul/contracts';
import { effectsStore } from '@backhaul/effects';
import { unpublishedLag } from '@backhaul/event-store';
import { intakeStore, parkedStore, type BusTransport } from '@backhaul/messaging';
import { BackhaulError } from '@backhaul/contracts';
import type { KitParts } from './kit-module.js';

/** Older than this, events are stuck rather than on their way. */
const STUCK_AFTER_SECONDS = 60;

/** Tells readiness and metrics where to look. */
export function observeService(name: ServiceName, parts: KitParts, consumer: BusTransport | undefined): void {
  const { pool, bus, metrics, readiness } = parts;
  const relayLag = async () => {
    const { events, ageMs } = await unpublishedLag(pool, `relay:${name}`);
    return { events, ageSeconds: ageMs / 1000 };
  };
  metrics.readOnScrape({
    effects: () => effectsStore.counts(pool),
    parkedMessages: () => parkedStore.count(pool),
    intake: () => intakeStore.counts(pool),
    relayLag,
  });
  readiness.add({ name: 'postgres', check: async () => void (await pool.query('SELECT 1')) });
  readiness.add({ name: 'bus', check: () => bus.ping().then(() => undefined) });
  readiness.add({
    name: 'relay',
    check: async () => {
      const { events, ageSeconds } = await relayLag();
      if (ageSeconds < STUCK_AFTER_SECONDS) return undefined;
      throw new BackhaulError('RELAY_BEHIND', `${events} events wait for the bus`);
    },
  });
  if (consumer !== undefined) {
    readiness.add({
      name: 'consumer',
      check: () => {
        if (consumer.running) return Promise.resolve(undefined);
        return Promise.reject(new BackhaulError('CONSUMER_STOPPED', 'the consumer does not run'));
      },
    });
  }
}
