import { Merchants, Readiness } from '@backhaul/service-kit';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Shortcomings } from './aims360-stores.js';
import type { MerchantSections } from './config.js';

/** A view that cannot be read is a word in readiness, beside its task. */
@Injectable()
export class ObservedViews implements OnModuleInit {
  constructor(
    private readonly merchants: Merchants<MerchantSections>,
    private readonly shortcomings: Shortcomings,
    private readonly readiness: Readiness,
  ) {}

  onModuleInit(): void {
    const viewers = this.merchants.having('aims360').filter(({ aims360 }) => aims360.reads === 'bulk-view');
    if (viewers.length === 0) return;
    this.readiness.add({
      name: 'views of AIMS360',
      check: async () => {
        const broken = await Promise.all(
          viewers.map(async ({ id }) => {
            const { brokenViews } = await this.shortcomings.of(id);
            return Object.keys(brokenViews).map((view) => `${id}: ${view} cannot be read`);
          }),
        );
        return broken.flat().join(', ') || 'all can be read';
      },
    });
  }
}
