import { Metrics, Readiness } from '@backhaul/service-kit';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Pool } from 'pg';
import { Gauge } from 'prom-client';
import { Stops } from './stops.js';

/** Shows a stop wherever somebody looks: a gauge, and a word in readiness. */
@Injectable()
export class ObservedStops implements OnModuleInit {
  constructor(
    private readonly stops: Stops,
    private readonly pool: Pool,
    private readonly metrics: Metrics,
    private readonly readiness: Readiness,
  ) {}

  onModuleInit(): void {
    const all = () => this.stops.all(this.pool);
    new Gauge({
      name: 'backhaul_store_sends_stopped',
      help: 'Stores for which nothing is sent any more, until a person releases them.',
      labelNames: ['merchant'],
      registers: [this.metrics.registry],
      async collect() {
        this.reset();
        for (const { merchantId } of await all()) this.set({ merchant: merchantId }, 1);
      },
    });
    // Told, not failed: the other stores go on.
    this.readiness.add({
      name: 'stores',
      check: async () => {
        const stopped = (await all()).map(({ merchantId }) => merchantId);
        return stopped.length === 0
          ? undefined
          : `sends stopped for ${stopped.join(', ')} until a person releases them`;
      },
    });
  }
}
