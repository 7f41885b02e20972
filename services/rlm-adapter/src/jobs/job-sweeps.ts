import type { Clock } from '@backhaul/contracts';
import { CLOCK, Merchants, Transactions, type SweepDefinition } from '@backhaul/service-kit';
import type { INestApplicationContext } from '@nestjs/common';
import { Pool } from 'pg';
import { everySecondsOf, type MerchantSections } from '../config.js';
import { endIdleRuns } from './idle-runs.js';
import { JobRunner } from './job-runner.js';
import { jobNames } from './names.js';

const END_IDLE_EVERY_MS = 5_000;

/** Every job of every merchant on its interval: the safety net under what happens by itself. */
export function jobSweeps(app: INestApplicationContext): SweepDefinition[] {
  const merchants = app.get<Merchants<MerchantSections>>(Merchants).having('rlm');
  const runner = app.get(JobRunner);
  const parts = { pool: app.get(Pool), transactions: app.get(Transactions), clock: app.get<Clock>(CLOCK) };
  return merchants.flatMap((merchant) => [
    ...jobNames.map((job): SweepDefinition => {
      const of = { merchantId: merchant.id, job };
      const everyMs = everySecondsOf(merchant, job) * 1000;
      return {
        name: `${job}-${merchant.id}`,
        everyMs,
        merchants: [merchant.id],
        async run({ signal }) {
          await runner.tick(of, everyMs, signal);
          return null;
        },
      };
    }),
    {
      name: `job-runs-${merchant.id}`,
      everyMs: END_IDLE_EVERY_MS,
      merchants: [merchant.id],
      async run() {
        await endIdleRuns(parts, merchant.id);
        return null;
      },
    },
  ]);
}
