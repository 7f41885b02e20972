import type { Clock } from '@backhaul/contracts';
import { CLOCK, Merchants, Metrics, Readiness } from '@backhaul/service-kit';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Pool } from 'pg';
import { Gauge } from 'prom-client';
import type { MerchantSections } from '../config.js';
import { jobNames } from './names.js';

type Sample = readonly [labels: { merchant: string; job: string }, value: number];

/** How the jobs fare: for the alarm, and as a word of the readiness. */
@Injectable()
export class ObservedJobs implements OnModuleInit {
  constructor(
    private readonly pool: Pool,
    private readonly merchants: Merchants<MerchantSections>,
    private readonly metrics: Metrics,
    private readonly readiness: Readiness,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const shared = { labelNames: ['merchant', 'job'], registers: [this.metrics.registry] };
    const [dead, ages] = [() => this.#deadItems(), () => this.#ages()];
    new Gauge({
      name: 'backhaul_rlm_job_dead_items',
      help: 'Items that failed too often and wait for a person.',
      ...shared,
      async collect() {
        for (const [labels, items] of await dead()) this.set(labels, items);
      },
    });
    new Gauge({
      name: 'backhaul_rlm_job_success_age_seconds',
      help: 'How long ago a run of the job last read everything.',
      ...shared,
      async collect() {
        for (const [labels, seconds] of await ages()) this.set(labels, seconds);
      },
    });
    // A word, no reason to leave the rotation: the other items and jobs go on.
    this.readiness.add({ name: 'jobs', check: () => this.#word() });
  }

  async #deadItems(): Promise<Sample[]> {
    const merchants = this.merchants.having('rlm').map(async ({ id: merchant }): Promise<Sample[]> => {
      const dead = await this.#dead(merchant);
      return jobNames.map((job) => [{ merchant, job }, dead.get(job) ?? 0]);
    });
    return (await Promise.all(merchants)).flat();
  }

  async #ages(): Promise<Sample[]> {
    const { rows } = await this.pool.query<{ merchant: string; job: string; at: Date }>(
      'SELECT merchant_id AS merchant, job, succeeded_at AS at FROM rlm.job WHERE succeeded_at IS NOT NULL',
    );
    const now = this.clock.now().getTime();
    return rows.map(({ at, ...labels }) => [labels, (now - at.getTime()) / 1000]);
  }

  async #word(): Promise<string> {
    const counts = await Promise.all(this.merchants.having('rlm').map(({ id }) => this.#dead(id)));
    const dead = counts.flatMap((byJob) => [...byJob.values()]).reduce((sum, items) => sum + items, 0);
    return dead === 0 ? 'no item was given up' : `${dead} items were given up and wait for a person`;
  }

  async #dead(merchantId: string): Promise<Map<string, number>> {
    const { rows } = await this.pool.query<{ job: string; items: number }>(
      `SELECT job, count(*)::int AS items FROM rlm.job_item WHERE merchant_id = $1 AND retry_state = 'DEAD' GROUP BY job`,
      [merchantId],
    );
    return new Map(rows.map(({ job, items }) => [job, items]));
  }
}
