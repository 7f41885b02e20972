import { BackhaulError, topicOf, type ServiceName } from '@backhaul/contracts';
import { effectsStore } from '@backhaul/effects';
import { unpublishedLag } from '@backhaul/event-store';
import { intakeStore, relayName, type BusTransport, type ParkedCounts } from '@backhaul/messaging';
import type { KitParts } from './kit-module.js';

/** Older than this, events are stuck rather than on their way. */
const STUCK_AFTER_MS = 60_000;

/** Tells readiness and metrics where to look. */
export function observeService(name: ServiceName, parts: KitParts, consumer: BusTransport | undefined): void {
  const { pool, bus, metrics, readiness } = parts;
  const relayLag = () => unpublishedLag(pool, relayName(topicOf(name)));
  metrics.readOnScrape({
    effects: () => effectsStore.counts(pool),
    parked: () => consumer?.consumer.parked.counts(),
    intake: () => intakeStore.counts(pool),
    relayLag,
  });
  readiness.add({ name: 'postgres', check: async () => void (await pool.query('SELECT 1')) });
  readiness.add({ name: 'bus', check: async () => void (await bus.ping()) });
  readiness.add({
    name: 'relay',
    check: async () => {
      const { events, ageMs } = await relayLag();
      if (ageMs > STUCK_AFTER_MS) throw new BackhaulError('RELAY_BEHIND', `${events} events wait for the bus`);
    },
  });
  if (consumer === undefined) return;
  // Told, not failed: the other keys flow on, and a service out of rotation would help nobody to mend this one.
  readiness.add({ name: 'parked', check: async () => parkedWords(await consumer.consumer.parked.counts()) });
}

const parkedWords = ({ failed, queued, keys }: ParkedCounts): string | undefined =>
  keys === 0 ? undefined : `${failed} failed, ${queued} waiting behind them, of ${keys} keys: see /admin/parked`;
