import type { Clock } from '@backhaul/contracts';
import { CLOCK, Logger, Merchants, Metrics } from '@backhaul/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { ViewProblem } from '../aims360-store/decide.js';
import type { Operation } from '../aims360-store/operations.js';
import { Shortcomings } from '../aims360-stores.js';
import type { MerchantSections } from '../config.js';
import { RememberedJobs } from '../remembered-jobs.js';
import { aims360Client } from './client.js';
import { withModes } from './modes.js';
import type { Aims360Port } from './port.js';

/** One client per merchant: its own token, its own budget of calls. */
@Injectable()
export class Aims360Clients {
  readonly #byMerchant: ReadonlyMap<string, Aims360Port>;

  constructor(
    merchants: Merchants<MerchantSections>,
    shortcomings: Shortcomings,
    jobs: RememberedJobs,
    log: Logger,
    metrics: Metrics,
    @Inject(CLOCK) clock: Clock,
  ) {
    const observed = { log, metrics: metrics.vendor, clock };
    const ours = merchants.having('aims360');
    this.#byMerchant = new Map(
      ours.map(({ id, aims360, timeZone }) => {
        const lost = {
          has: async (operation: Operation) => (await shortcomings.of(id)).lost.includes(operation),
          lose: (operation: Operation) => shortcomings.lose(id, operation),
        };
        const reports = {
          broken: (view: string, problem: ViewProblem) => shortcomings.reportView(id, view, problem),
          fine: (view: string) => shortcomings.clearView(id, view),
        };
        const client = aims360Client(aims360, timeZone, observed, { jobs: jobs.of(id), reports });
        return [id, withModes(client, aims360.modes, lost)];
      }),
    );
  }

  /** @throws when the merchant has no AIMS360 section: a call for it cannot have been planned */
  of(merchantId: string): Aims360Port {
    const client = this.#byMerchant.get(merchantId);
    if (client === undefined) throw new Error(`merchant ${merchantId} has no aims360 section in the configuration`);
    return client;
  }
}
