import type { CallCount } from '@backhaul/effects';
import type { Lag } from '@backhaul/event-store';
import type { IntakeCounts, ParkedCounts } from '@backhaul/messaging';
import { Gauge, type Registry } from 'prom-client';

/** What is asked from the database when Prometheus scrapes. */
export interface ScrapeSource {
  effects(): Promise<readonly CallCount[]>;
  /** Undefined in a service that listens to no events. */
  parked(): Promise<ParkedCounts> | undefined;
  intake(): Promise<IntakeCounts>;
  relayLag(): Promise<Lag>;
}

/** Gauges that are read at each scrape, so that they are true after a restart and in every replica. */
export function addScrapedGauges(registry: Registry, source: ScrapeSource): void {
  const registers = [registry];
  const person = new Gauge({
    name: 'backhaul_effects_waiting_for_person',
    help: 'Calls that a person must look at.',
    labelNames: ['kind'],
    registers,
  });
  new Gauge({
    name: 'backhaul_effects_unfinished',
    help: 'Calls to vendors that are not over, by kind and status.',
    labelNames: ['kind', 'status'],
    registers,
    async collect() {
      this.reset();
      person.reset();
      for (const { kind, status, calls, waitingForPerson } of await source.effects()) {
        this.set({ kind, status }, calls);
        person.inc({ kind }, waitingForPerson);
      }
    },
  });
  new Gauge({
    name: 'backhaul_parked_messages',
    help: 'Bus events that failed for good, and those that wait behind them.',
    labelNames: ['status'],
    registers,
    async collect() {
      const counts = await source.parked();
      this.set({ status: 'failed' }, counts?.failed ?? 0);
      this.set({ status: 'queued' }, counts?.queued ?? 0);
    },
  });
  new Gauge({
    name: 'backhaul_intake_items',
    help: 'Webhooks that wait, are being retried, or are parked.',
    labelNames: ['status'],
    registers,
    async collect() {
      const { waiting, retrying, parked } = await source.intake();
      this.set({ status: 'waiting' }, waiting - retrying);
      this.set({ status: 'retrying' }, retrying);
      this.set({ status: 'parked' }, parked);
    },
  });
  const events = new Gauge({ name: 'backhaul_relay_lag_events', help: 'Events not yet on the bus.', registers });
  new Gauge({
    name: 'backhaul_relay_lag_seconds',
    help: 'Age of the oldest event not yet on the bus.',
    registers,
    async collect() {
      const lag = await source.relayLag();
      events.set(lag.events);
      this.set(lag.ageMs / 1000);
    },
  });
}
