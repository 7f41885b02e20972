import type { VendorMetrics } from '@backhaul/vendor-http';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { addScrapedGauges, type ScrapeSource } from './scraped-gauges.js';
import type { SweepStatus } from '../sweep/definition.js';

/** Numbers of one service, in a registry of its own: several services fit into one process. */
export class Metrics {
  readonly registry = new Registry();
  readonly httpRequests = new Histogram({
    name: 'backhaul_http_request_seconds',
    help: 'Requests served, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [this.registry],
  });
  readonly consumed = new Histogram({
    name: 'backhaul_consumed_events_seconds',
    help: 'Bus events by type and what became of them: handled, duplicate, parked …',
    labelNames: ['type', 'outcome'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [this.registry],
  });
  readonly webhooksRejected = new Counter({
    name: 'backhaul_webhooks_rejected_total',
    help: 'Webhooks refused: wrong signature, unknown merchant, too large.',
    labelNames: ['source', 'reason'],
    registers: [this.registry],
  });
  readonly webhooksAccepted = new Counter({
    name: 'backhaul_webhooks_accepted_total',
    help: 'Webhooks taken in, new or known already.',
    labelNames: ['source', 'outcome'],
    registers: [this.registry],
  });
  readonly vendorCalls = new Histogram({
    name: 'backhaul_vendor_call_seconds',
    help: 'Calls to vendors, by outcome (ok or the error code).',
    labelNames: ['vendor', 'method', 'outcome'],
    buckets: [0.05, 0.2, 1, 5, 20],
    registers: [this.registry],
  });

  /** Pass it to `createVendorClient({ metrics })`. */
  readonly vendor: VendorMetrics = {
    observe: ({ vendor, method, outcome, seconds }) => this.vendorCalls.observe({ vendor, method, outcome }, seconds),
  };

  /** Gauges that are read from the database at each scrape. */
  readOnScrape(source: ScrapeSource): void {
    addScrapedGauges(this.registry, source);
  }

  /** How each sweep fares, asked at each scrape. */
  watchSweeps(statuses: () => readonly SweepStatus[]): void {
    new Gauge({
      name: 'backhaul_sweep_failures_in_a_row',
      help: 'Failures in a row of each sweep and merchant; 0 after a success.',
      labelNames: ['sweep', 'merchant'],
      registers: [this.registry],
      collect() {
        for (const { sweep, merchantId, failures } of statuses()) this.set({ sweep, merchant: merchantId }, failures);
      },
    });
  }
}
